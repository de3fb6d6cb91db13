/**
 * The documents of the HTTP contract, as they come over the wire: types made of `openapi.yaml` by `npm run contract`, under the names
 * that the page uses.
 */
import type { components } from '../../generated/openapi';

type Schemas = components['schemas'];

export type Health = Schemas['Health'];
export type Processes = Schemas['Processes'];
export type Definition = Schemas['Definition'];
export type Band = Schemas['Band'];
export type Key = Schemas['Key'];
export type Queues = Schemas['Queues'];
export type Queue = Schemas['Queue'];
export type QueuePoint = Schemas['QueuePoint'];
/** What a queue and each of its groups have. */
export type QueueFigures = Omit<Schemas['QueueGroup'], 'key'>;
export type MeasureKind = Schemas['MeasureKind'];
export type Ratio = Schemas['Figures'];
export type Target = NonNullable<Schemas['Target']>;
export type Measures = Schemas['Measures'];
export type Measure = Schemas['Measure'];
/** What a measure and each of its groups have. */
export type MeasureFigures = Ratio & Partial<Pick<Measure, 'wilson_low' | 'wilson_high' | 'p50' | 'p90' | 'censored' | 'meets_target'>>;
export type Span = Schemas['Window'];
export type Slas = Schemas['Slas'];
export type SlaSummary = Schemas['Sla'];
/** A clock that runs, or a breach. */
export type Clock = Omit<Schemas['Clock'], 'seconds_left'> & Partial<Pick<Schemas['Clock'], 'seconds_left'> & Pick<Schemas['Breach'], 'stopped_at' | 'seconds_over'>>;
export type Handoffs = Schemas['Handoffs'];
export type Handoff = Schemas['Handoff'];
export type Signals = Schemas['Signals'];
export type Signal = Schemas['Signal'];
export type Snapshot = Schemas['Snapshot'];
export type Variants = Schemas['Variants'];
export type Variant = Schemas['Variant'];
export type ProcessMap = Schemas['ProcessMap'];
export type Arc = Schemas['Arc'];
export type Row = Schemas['Row'];
export type Cell = Schemas['Value'] | undefined;
export type CaseDocument = Schemas['Case'];
export type Cases = Schemas['Cases'];
export type CaseRow = Schemas['CaseRow'];
export type Problem = Schemas['Problem'];
/** Who asks. */
export type Session = Schemas['Session'];
