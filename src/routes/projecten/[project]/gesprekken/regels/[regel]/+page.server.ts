import { fail, redirect } from '@sveltejs/kit';
import { readForm } from '#platform/forms.ts';
import { notAllowed } from '#projects/member.ts';
import { CHANGED_LINE, RELEASE, RELEASE_ON_BEHALF } from '#talks/forms.ts';
import {
	BECOMES,
	BECOMES_TOLD,
	ITEM_OPENINGS,
	isOnBehalf,
	LINE_NAMES,
	mayChangeLine,
	mayRelease,
	mayRemoveLine,
	mayReword,
	mayTakeBack,
} from '#talks/line.ts';
import { lineFor } from '#talks/lines.server.ts';
import { release, reword } from '#talks/releasing.server.ts';
import { sharedOf } from '#talks/shared.server.ts';
import type { Agreement } from '#talks/shared.ts';
import { changeLine } from '#talks/writing.server.ts';
import { agreementOptions, factsOf, levelOptions, listedLine, talksAsked } from '../../../../../talks.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, keys, member, speech, home } = await talksAsked(event);
	const { say, href } = speech;
	const line = await lineFor(db, keys, member, event.params.regel);
	const item = await sharedOf(db, keys, member, line);
	const becomes = BECOMES[line.kind];
	const told = BECOMES_TOLD[line.kind];
	return {
		here: href(`${home}/regels/${line.id}`),
		back:
			line.talk === null
				? { href: href(home), label: say('talks.talks') }
				: { href: href(`${home}/${line.talk.id}`), label: line.talk.plan.party },
		kind: say(LINE_NAMES[line.kind]),
		...{ words: line.words, about: listedLine(line, home, speech).about },
		becomes: told === null ? null : say(told),
		isOnBehalf: isOnBehalf(line),
		isReleasable: becomes !== null,
		shared: item && { text: item.text, facts: factsOf(item, speech) },
		levels: levelOptions(speech),
		agreements: agreementOptions(speech),
		values: {
			...{ woorden: line.words, regelversie: String(line.version) },
			tekst: item?.text ?? (becomes === null ? '' : say(ITEM_OPENINGS[becomes])),
			...{ niveau: item?.level ?? '', akkoord: item?.agreement ?? '', versie: String(item?.version ?? 0) },
		} as Record<string, string>,
		may: {
			change: mayChangeLine(member, line),
			remove: mayRemoveLine(member, line),
			release: mayRelease(member, line) || mayReword(member, line),
			takeBack: mayTakeBack(member, line),
		},
	};
};

export const actions: Actions = {
	woorden: async (event) => {
		const { db, keys, member, speech, home } = await talksAsked(event);
		const id = event.params.regel;
		const form = await readForm(event.request, CHANGED_LINE);
		if (!form.ok) return fail(422, { of: 'woorden', ...form });
		const { woorden: words, versie } = form.values;
		const done = await changeLine(db, keys, member, id, { words, version: Number.parseInt(versie, 10) || 0 });
		if (done.ok) redirect(303, speech.href(`${home}/regels/${id}`));
		const typed: Record<string, string> = { woorden: words, regelversie: String(done.meanwhile.version) };
		return fail(409, { of: 'woorden', typed, isOvertaken: true });
	},
	/** Releases it, or words anew what was released. */
	vrijgeven: async (event) => {
		const { db, keys, member, speech, home } = await talksAsked(event);
		const line = await lineFor(db, keys, member, event.params.regel);
		if (!mayRelease(member, line) && !mayReword(member, line)) throw notAllowed(member);
		const form = await readForm(event.request, isOnBehalf(line) ? RELEASE_ON_BEHALF : RELEASE);
		if (!form.ok) return fail(422, { of: 'vrijgeven', ...form });
		const { tekst: text, niveau: level, versie, ...more } = form.values;
		const agreement: Agreement | null = 'akkoord' in more ? (more.akkoord as Agreement) : null;
		const becomes = BECOMES[line.kind];
		if (becomes !== null && text === speech.say(ITEM_OPENINGS[becomes]))
			return fail(422, {
				of: 'vrijgeven',
				typed: form.values as Record<string, string>,
				issues: { tekst: 'talks.wordingUnfinished' as const },
			});
		const given = { line: line.id, text, level, agreement };
		if (line.shared === null) await release(db, keys, member, given);
		else {
			const done = await reword(db, keys, member, { ...given, version: Number.parseInt(versie, 10) || 0 });
			const typed: Record<string, string> = { ...(form.values as Record<string, string>) };
			if (!done.ok)
				return fail(409, { of: 'vrijgeven', typed: { ...typed, versie: String(done.meanwhile?.version ?? 0) }, isOvertaken: true });
		}
		redirect(303, speech.href(`${home}/regels/${line.id}`));
	},
};
