/**
 * The documents of the analysis, as the API gives them, of the contract; those of the command line's `--json` with what they are about
 * in front. Names end in their unit. Only `mining.ts` reads them.
 */
import type { components } from '../../generated/openapi';

type Schemas = components['schemas'];

/** What each of them begins with. */
export type Chosen = Pick<Schemas['Bottlenecks'], 'as_of' | 'filter' | 'events'>;
export type Spread = Schemas['Spread'];
export type RawCauses = Schemas['HoursByCause'];
export type RawSegment = Schemas['WaitPlace'];
/** Stays in a queue of the definition; those that are open count in `stay_hours`, not in the seconds. */
export type RawQueue = Schemas['WaitingQueue'];
export type RawInterval = Schemas['Interval'];
/** A bottleneck has others that go with it. */
export type RawSlow = Schemas['SlowVariant'] & { also?: Schemas['SlowVariant'][] };
export type RawRootCause = Schemas['RootCause'];
export type RawBottlenecks = Schemas['Bottlenecks'];
export type RawWaits = Schemas['Waits'];
export type RawHandovers = Schemas['Handovers'];
export type RawDifference = Schemas['SegmentDifference'];
export type RawDifferences = Schemas['Differences'];
