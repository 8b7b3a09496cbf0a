import type { MessageKey } from '#platform/messages.ts';

/** How far something may be read. Each is narrower than the one before it. */
export const LEVELS = ['internal', 'core', 'personal'] as const;
export type Level = (typeof LEVELS)[number];

export const LEVEL_NAMES: Record<Level, MessageKey> = {
	internal: 'projects.levelInternal',
	core: 'projects.levelCore',
	personal: 'projects.levelPersonal',
};

/** Whether what stands at this level is locked in the database, too. */
export const isLocked = (level: Level): boolean => level !== 'internal';
