import type { Engine } from '#platform/database/database.server.ts';

/** What people call the engines. */
export const ENGINES: Record<Engine, string> = { sqlite: 'SQLite', postgres: 'PostgreSQL' };
