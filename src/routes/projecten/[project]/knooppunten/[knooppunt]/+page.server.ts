import { fail, redirect } from '@sveltejs/kit';
import { VIEWED_AT } from '#ambitions/views.ts';
import type { Edition } from '#guide/edition.ts';
import { NO_FILTER } from '#guide/filter.ts';
import type { Junction } from '#guide/junction.ts';
import { entriesAt } from '#logbook/entries.server.ts';
import { mayAddEntry } from '#logbook/entry.ts';
import { type Issues, readForm } from '#platform/forms.ts';
import { found } from '#platform/refusals.ts';
import { changesFor } from '#progress/changes.server.ts';
import { changeProgress } from '#progress/changing.server.ts';
import { CHANGE, dayAsTyped, happenedIssue, SENSITIVE, timingIssues, windowIssue } from '#progress/forms.ts';
import { colleaguesFor } from '#progress/owners.server.ts';
import { type Change, mayChangeProgress, mayPropose, maySeeProgress, seqIn, statusIn } from '#progress/progress.ts';
import { proposalsFor, propose } from '#progress/proposing.server.ts';
import { changeSensitivity } from '#progress/sensitivity.server.ts';
import { isSensitiveIn, timingMissing } from '#progress/sensitivity.ts';
import { STATUSES } from '#progress/status.ts';
import { beforeEach, holdingUp } from '#progress/waiting.ts';
import { junctionPage } from '#publishing/junction-page.ts';
import { registersFor } from '#registers/all.ts';
import { maySeeRegisters } from '#registers/register.ts';
import { JUNCTION, maySeeStakeholders } from '#stakeholders/stakeholder.ts';
import { JUNCTIONS as OF_TALKS } from '#talks/talk.ts';
import { involvedAt } from '../../../../involvement.server.ts';
import { listed } from '../../../../logbook.server.ts';
import { frameOf, junctionHrefs, standAsked, statusOptions } from '../../../../progress.server.ts';
import { proposalsTold } from '../../../../proposals.server.ts';
import { templateSize } from '../../../../template-files.server.ts';
import { viewsTold } from '../../../../wants.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';
import { inProject } from './in-project.ts';

/** Of one junction; the others are behind the timeline. */
const HISTORY = 50;
const ENTRIES = 20;

export const load: PageServerLoad = async (event) => {
	const { speech, house } = event.locals;
	const asked = await standAsked(event);
	const { db, member, edition, stand } = asked;
	const junction = junctionIn(edition, event.params.knooppunt);
	const { standings, sensitivities, own, part } = stand;
	const [changes, proposals, colleagues, entries, involving] = await Promise.all([
		changesFor(db, member, part, junction.id),
		proposalsFor(db, member),
		colleaguesFor(db, member),
		entriesAt(db, house.keys, member, junction.id, ENTRIES),
		involvedAt(db, house.keys, member, edition, junction, speech),
	]);
	const here = proposals.filter((one) => one.junction === junction.id && one.part === part);
	const hrefOf = junctionHrefs(member, part, speech);
	const isSensitive = isSensitiveIn(sensitivities, junction);
	const sensitivity = sensitivities.get(junction.id);
	const now = standings.get(junction.id);
	const { publication } = house;
	const sizes = publication.templatesFor(junction.id).map((template) => [template.address, templateSize(publication, template, speech)]);
	const day = (one: string | null | undefined) => (one ? speech.day(one) : null);
	return {
		frame: frameOf(asked, speech),
		junction: junction.id,
		phase: junction.phase,
		page: inProject(junctionPage(publication, edition, junction, NO_FILTER, speech), hrefOf, isSensitive),
		sizes: Object.fromEntries(sizes) as Record<string, string>,
		now: {
			status: statusIn(standings, junction.id),
			seq: seqIn(standings, junction.id),
			reason: now?.reason ?? null,
			owner: now?.ownerName ?? null,
			from: day(now?.plannedFrom),
			until: day(now?.plannedUntil),
		},
		waitsFor: holdingUp(beforeEach(edition, own), standings, junction.id).map((one) => {
			const { text, language } = speech.wording(one.junction.texts);
			const title = { text: `${one.junction.number} ${text.title}`, language };
			return { id: one.junction.id, href: hrefOf(one.junction.id), title, status: statusIn(standings, one.junction.id) };
		}),
		entries: entries.map((entry) => listed(member, speech, entry)),
		logbook: speech.href(`/projecten/${member.project.id}/logboek`),
		involving,
		stakeholders: junction.id === JUNCTION && maySeeStakeholders(member) ? speech.href(`/projecten/${member.project.id}/partijen`) : null,
		tools: maySeeRegisters(member)
			? [
					...registersFor(junction.id).map((register) => ({
						href: speech.href(`/projecten/${member.project.id}/registers/${register.address}`),
						title: speech.say(register.title),
						lead: speech.say(register.lead),
					})),
					...(junction.id === VIEWED_AT ? viewsTold(`/projecten/${member.project.id}/registers`, speech) : []),
				]
			: [],
		talks: OF_TALKS.includes(junction.id) ? speech.href(`/projecten/${member.project.id}/gesprekken`) : null,
		mayWrite: mayAddEntry(member, { level: 'internal', subproject: member.subproject }),
		history: changes.slice(0, HISTORY).map((change) => told(change, speech)),
		proposals: await proposalsTold(db, member, edition, here, speech),
		sensitivity: maySeeProgress(member, null)
			? {
					isSensitive,
					byProject: sensitivity !== undefined,
					seq: sensitivity?.seq ?? 0,
					reason: sensitivity?.reason ?? null,
					college: { on: day(sensitivity?.college.on), unneeded: sensitivity?.college.unneeded ?? null },
					council: { on: day(sensitivity?.council.on), unneeded: sensitivity?.council.unneeded ?? null },
					missing: isSensitive ? timingMissing(sensitivity) : [],
					typed: {
						isgevoelig: isSensitive ? 'ja' : 'nee',
						college: dayAsTyped(sensitivity?.college.on ?? null),
						collegeniet: sensitivity?.college.unneeded ?? '',
						raad: dayAsTyped(sensitivity?.council.on ?? null),
						raadniet: sensitivity?.council.unneeded ?? '',
					},
				}
			: null,
		form: {
			statuses: statusOptions(speech, STATUSES),
			// Who proposes can take it on; only who changes can give it to somebody else.
			owners: (mayChangeProgress(member) ? colleagues : colleagues.filter(({ account }) => account === member.account)).map(
				({ account, name }) => ({ value: account, label: name }),
			),
			typed: {
				status: statusIn(standings, junction.id),
				eigenaar: now?.owner ?? '',
				van: dayAsTyped(now?.plannedFrom ?? null),
				tot: dayAsTyped(now?.plannedUntil ?? null),
			} as Record<string, string>,
		},
	};
};

/** By its id, or by the address it has in the guide, for who types that. */
const junctionIn = (edition: Edition, asked: string): Junction => found(edition.junction(asked) ?? edition.junctionAt(asked));

const told = (change: Change, { day, moment }: { day(day: string): string; moment(at: string): string }) => ({
	id: change.id,
	status: change.status,
	reason: change.reason,
	who: change.authorName,
	acceptedBy: change.acceptedByName,
	at: moment(change.madeAt),
	happened: change.happenedOn && day(change.happenedOn),
	owner: change.ownerName,
	from: change.plannedFrom && day(change.plannedFrom),
	until: change.plannedUntil && day(change.plannedUntil),
	isImported: change.channel === 'import',
});

export const actions: Actions = {
	/** Changes it, or proposes to: whichever of the two this member may. */
	wijzigen: async (event) => {
		const { keys } = event.locals.house;
		const { speech } = event.locals;
		const form = await readForm(event.request, CHANGE);
		const { db, member, edition, stand } = await standAsked(event, form.ok ? form.values.deel : (form.typed.deel ?? ''));
		if (!form.ok) return fail(422, { of: 'status' as const, typed: form.typed, issues: form.issues });
		const { status, reden: reason, gebeurd: happenedOn, van: plannedFrom, tot: plannedUntil, eigenaar, gezien: seen } = form.values;
		const typed = {
			...{ status, reden: reason, eigenaar },
			...{ gebeurd: dayAsTyped(happenedOn), van: dayAsTyped(plannedFrom), tot: dayAsTyped(plannedUntil) },
		};
		const [gebeurd, tot] = [happenedIssue(happenedOn, stand.today), windowIssue(plannedFrom, plannedUntil)];
		const issues: Issues = { ...(gebeurd && { gebeurd }), ...(tot && { tot }) };
		if (gebeurd || tot) return fail(422, { of: 'status' as const, typed, issues });
		const { part } = stand;
		const owner = eigenaar === '' ? null : eigenaar;
		const wish = { junction: junctionIn(edition, event.params.knooppunt).id, status, reason, happenedOn, plannedFrom, plannedUntil, owner };
		if (mayPropose(member, part)) await propose(db, keys, member, edition, { part, wish });
		else {
			const changed = await changeProgress(db, keys, member, edition, { part, wishes: [{ ...wish, seen }], channel: 'screen' });
			if (!changed.ok) {
				const [overtaken] = changed.overtaken;
				return fail(409, { of: 'status' as const, typed, issues: {} as Issues, overtaken: overtaken && told(overtaken, speech) });
			}
		}
		redirect(303, event.url.pathname + frameOf({ db, member, edition, stand, parts: [] }, speech).query);
	},
	gevoelig: async (event) => {
		const { keys } = event.locals.house;
		const { db, member, edition } = await standAsked(event);
		const form = await readForm(event.request, SENSITIVE);
		if (!form.ok) return fail(422, { of: 'gevoelig' as const, typed: form.typed, issues: form.issues });
		const { isgevoelig, waarom, college, collegeniet, raad, raadniet, gevoeliggezien } = form.values;
		const typed = {
			...{ isgevoelig, waarom, collegeniet: collegeniet ?? '', raadniet: raadniet ?? '' },
			...{ college: dayAsTyped(college), raad: dayAsTyped(raad) },
		};
		const issues = timingIssues(form.values);
		if (Object.keys(issues).length > 0) return fail(422, { of: 'gevoelig' as const, typed, issues });
		const changed = await changeSensitivity(db, keys, member, edition, {
			junction: junctionIn(edition, event.params.knooppunt).id,
			isSensitive: isgevoelig === 'ja',
			reason: waarom,
			college: { on: college, unneeded: collegeniet },
			council: { on: raad, unneeded: raadniet },
			seen: gevoeliggezien,
		});
		if (!changed.ok) return fail(409, { of: 'gevoelig' as const, typed, issues: {} as Issues, overtakenReason: changed.overtaken.reason });
		redirect(303, event.url.pathname + event.url.search.replace(/[?&]\/gevoelig/, ''));
	},
};
