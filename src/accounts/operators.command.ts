import { Command, Option } from 'commander';
import { ORGANISATION_KINDS, type OrganisationKind } from '#organisations/organisation.ts';
import { atWork } from '#platform/at-work.server.ts';
import { LANGUAGES, type Language } from '#platform/languages.ts';
import { isMailAddress } from '#platform/letters/addresses.ts';
import { type Settings, SettingsProblem } from '#platform/settings.ts';
import { addOperator } from './operators.server.ts';

interface Given {
	installation: string;
	organisation: string;
	kind: OrganisationKind;
	name: string;
	address: string;
	language: Language;
}

/** `operator add`, for a machine without a browser. The address of `settings` is the one that people type. */
export function operatorCommand(settings: () => Settings): Command {
	const operator = new Command('operator').description('who keeps this installation running');
	operator
		.command('add')
		.description('make the installation where it is not set up yet, and give somebody an operator’s account by a one-time address')
		.requiredOption('--name <name>', 'as colleagues know them')
		.requiredOption('--address <address>', 'their mail address')
		.requiredOption('--organisation <name>', 'the organisation they belong to; made when it is not there yet')
		.addOption(new Option('--kind <kind>', 'what a new organisation is').choices(ORGANISATION_KINDS).default('municipality'))
		.option('--installation <name>', 'what a new installation is called', 'Wijkspoor')
		.addOption(new Option('--language <language>', 'of their letters').choices(LANGUAGES).default('nl'))
		.action((given: Given) => add(settings(), given));
	return operator;
}

async function add(settings: Settings, { installation, organisation, kind, name, address, language }: Given): Promise<void> {
	if (!isMailAddress(address)) throw new SettingsProblem('--address must be a mail address, such as noor@gemeente.example.');
	await atWork(settings, async ({ db, keys }) => {
		const given = { installation, organisation: { name: organisation, kind }, name, address, language };
		const { invitation } = await addOperator(db, keys, given, settings.origin);
		if (invitation === null) {
			console.log('This address has an account already; it is now an operator’s.');
			return;
		}
		console.log('This address works once, for seven days. Whoever opens it chooses the password: give it to nobody else.');
		console.log(invitation);
	});
}
