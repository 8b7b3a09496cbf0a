import { fields } from './auth-fields.ts';
import { sameAnswers } from './auth-timing.ts';
import { sameAsOathtool, verbsOn } from './auth-verbs.ts';
import { conclude, type Finding } from './finding.ts';

/**
 * Signing in and everything around it: passwords, codes held to those of another program, codes and links used twice and at once, and
 * too late by a clock in our hands; on both engines. Over the wire every field gets what no browser sends; and who asks whether
 * somebody has an account here gets one answer in one time. PROOF_SABOTAGE=auth forgets which code was used. It needs a build and oathtool.
 */
async function prove(): Promise<Finding[]> {
	const findings = [...sameAsOathtool(), ...(await verbsOn('sqlite')), ...(await verbsOn('postgres'))];
	return [...findings, ...(await fields()), ...(await sameAnswers())];
}

await conclude(prove);
