import type { Link } from './api';
import type { Health } from './contract';

/** How far the figures can be trusted to be current, in words. */
export interface Freshness {
  level: 'good' | 'note' | 'warn' | 'bad';
  /** Short, for the header. */
  label: string;
  /** A sentence for the banner, or null for no banner. */
  banner: string | null;
  /** Figures are greyed. */
  stale: boolean;
}

const STANDING_SECONDS = 60;

/**
 * @param health the newest one, or null before the first
 * @param quiet seconds since `as_of` last moved
 */
export function freshness(link: Link, health: Health | null, quiet: number, error: string | null): Freshness {
  if (health === null) {
    return link === 'broken'
      ? fresh('bad', 'No connection', `${error ?? 'The server cannot be reached.'} Trying again.`, true)
      : fresh('note', 'Connecting', null, false);
  }
  if (link === 'broken') {
    return fresh('bad', 'Connection lost', `${error ?? 'The server cannot be reached.'} The figures below are the last received. Trying again.`, true);
  }
  if (health.status === 'stale') {
    return fresh('warn', 'Stale', health.trouble ?? 'The server reports that its input is stale: the figures may be behind.', true);
  }
  if (health.status === 'starting') return fresh('note', 'Loading', null, false);
  if (health.mode === 'stored') return fresh('note', 'Stored', null, false);
  const done = health.progress !== null && health.progress.events >= health.progress.total;
  if (health.mode === 'replay' && done) return fresh('note', 'Replay finished', null, false);
  if (quiet > STANDING_SECONDS) {
    return fresh('warn', 'Standing still', 'The time of the data has not moved for a minute or more: no events arrive.', true);
  }
  if (link === 'polling') {
    return fresh('warn', 'Refreshing', 'The live stream is interrupted. The figures are fetched every few seconds instead.', false);
  }
  return fresh('good', health.mode === 'replay' ? 'Replaying' : 'Live', null, false);
}

function fresh(level: Freshness['level'], label: string, banner: string | null, stale: boolean): Freshness {
  return { level, label, banner, stale };
}
