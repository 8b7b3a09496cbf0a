import { Command } from 'commander';
import type { Erasing } from '#accounts/erasing/forgetting.server.ts';
import { openStoreroom } from '#documents/storeroom.server.ts';
import { inventedOrganisations } from '#organisations/invented.server.ts';
import { atWork } from '#platform/at-work.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import { foldedAddress } from '#platform/letters/addresses.ts';
import type { Settings } from '#platform/settings.ts';
import type { Publication } from '#publishing/publication.ts';
import { type Asker, fillSample } from './filling.server.ts';
import { SampleProblem } from './reading.server.ts';
import { removeSample } from './removing.server.ts';

/** What the command needs of the house, which lies above it. */
interface Surroundings {
	publicationAt(db: Database, settings: Settings): Promise<Publication>;
	erasingBy(settings: Settings): Erasing;
}

interface Given {
	for?: string;
	remove?: boolean;
}

/** `sample`, for who wants to see every page filled, or to show it. */
export function sampleCommand(settings: () => Settings, surroundings: Surroundings): Command {
	return new Command('sample')
		.description('make one invented neighbourhood, in Dutch, with years of work in it; an operator leads it')
		.option('--for <address>', 'the mail address of that operator, where there are several')
		.option('--remove', 'take it away again, with everything in it')
		.action((given: Given) => sample(settings(), surroundings, given));
}

async function sample(settings: Settings, { publicationAt, erasingBy }: Surroundings, given: Given): Promise<void> {
	const erasing = erasingBy(settings);
	await atWork(settings, async ({ db, keys }) => {
		const isThere = (await inventedOrganisations(db)).length > 0;
		if (given.remove) {
			if (!isThere) throw new SampleProblem('There is no sample to remove.');
			await removeSample(db, keys, erasing.holdings, { actor: 'command', channel: 'command' });
			console.log('The sample is gone.');
			return;
		}
		if (isThere) throw new SampleProblem('The sample is there already. With --remove it is taken away.');
		const asker = await operatorAt(db, given.for);
		const house = { db, keys, settings, storeroom: openStoreroom(settings), erasing, publication: await publicationAt(db, settings) };
		await fillSample(house, asker);
		console.log(`The sample is there. ${asker.name} leads it, and finds it among the projects.`);
	});
}

/** The operator of this address, or the only one. */
async function operatorAt(db: Database, address: string | undefined): Promise<Asker & { name: string }> {
	const operators = await db
		.selectFrom('operators as o')
		.innerJoin('accounts as a', 'a.id', 'o.account')
		.select(['a.id', 'a.pseudonym', 'a.name'])
		.where('a.id', 'not in', db.selectFrom('deactivations').select('account'))
		.$if(address !== undefined, (query) => query.where('a.address_key', '=', foldedAddress(address ?? '')))
		.execute();
	const [operator, another] = operators;
	if (!operator && address !== undefined) throw new SampleProblem(`No operator has the address ${address}.`);
	if (!operator) throw new SampleProblem('Nobody operates this installation yet; set it up first.');
	if (another) throw new SampleProblem('There are several operators: say with --for ADDRESS who leads the sample.');
	return { ...operator, channel: 'command' };
}
