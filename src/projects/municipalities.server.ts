import { readFileSync } from 'node:fs';
import { Municipalities } from './municipality.ts';

/**
 * The list that comes with the product: `gemeenten` of Statistics Netherlands (CBS), 342 of them since 1 January 2023 and none more or
 * less since. A merger is a change of this file; a project keeps the code it was begun with.
 */
export const municipalitiesIn = (file: string): Municipalities => new Municipalities(readFileSync(file, 'utf8'));
