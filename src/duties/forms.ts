import * as v from 'valibot';
import { line, oneOf } from '#platform/forms.ts';
import { DUTIES } from './duty.ts';

export const APPOINT = v.object({ adres: line('accounts.addressMissing', 254), taak: oneOf(DUTIES, 'duties.dutyMissing') });
export const RELIEVE = v.object({ account: line('platform.notFound'), taak: oneOf(DUTIES, 'platform.notFound') });
