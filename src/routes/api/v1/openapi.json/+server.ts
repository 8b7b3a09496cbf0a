import { json } from '@sveltejs/kit';
import { description } from '../../description.ts';
import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = ({ locals }) => json(description(locals.house.version));
