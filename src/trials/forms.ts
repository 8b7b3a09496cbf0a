import * as v from 'valibot';
import { ORGANISATION_KINDS } from '#organisations/organisation.ts';
import { line, oneOf } from '#platform/forms.ts';
import { isMailAddress } from '#platform/letters/addresses.ts';

/** The form of who asks for a trial. `website` is not for people: they do not see it, and programs fill in all there is. */
export const ASK = v.object({
	naam: line('accounts.nameMissing', 120),
	adres: v.pipe(line('accounts.addressMissing', 254), v.check(isMailAddress, 'accounts.addressWrong')),
	organisatie: line('accounts.organisationMissing', 100),
	soort: oneOf(ORGANISATION_KINDS, 'accounts.kindMissing'),
	doel: line('trials.purposeMissing', 300),
	website: v.pipe(v.string(), v.maxLength(300, 'platform.tooLong')),
	moment: v.pipe(v.string(), v.maxLength(200, 'platform.tooLong')),
});
