import type {
  EngineName,
  EngineView,
  Expiry,
  Generate,
  NewTake,
  SessionId,
} from '../generated/api';
import { words } from '../words';
import { Asked } from './asked.svelte';
import { priceOf, timeOf } from './cost';
import { defaults, lineOf, read, type SpecFields } from './spec';
import type { Studio } from './studio.svelte';

export const TAKES_MAX = 8;

/** How takes are rendered: engine, settings, what it costs, and the order they make. */
export abstract class Rendering {
  engineName: EngineName | undefined = $state();
  spec: SpecFields | null = $state(null);
  takes = $state(1);
  /** How long its takes wait at most; what is set for all when nothing is said. */
  expiry: Expiry | undefined = $state.raw();
  /** What the studio said about the text and the settings. */
  readonly asked: Asked;

  /** The session it goes into; none until something of it is kept. */
  session: SessionId | undefined = $state.raw();

  constructor(
    readonly studio: Studio,
    session: SessionId | undefined,
  ) {
    this.session = session;
    this.asked = new Asked(studio.transport);
  }

  /** The engine that was named, while it is set up; none is any that is free. */
  get named(): EngineView | undefined {
    return this.studio.engines.find((engine) => engine.name === this.engineName);
  }

  /** Whose abilities the fields show. */
  get engine(): EngineView | undefined {
    return this.named ?? this.studio.engine(undefined);
  }

  chooseEngine(name: EngineName | undefined): void {
    this.engineName = name;
    this.changed();
  }

  chooseExpiry(expiry: Expiry | undefined): void {
    this.expiry = expiry;
    this.changed();
  }

  get fields(): SpecFields | null {
    return this.spec ?? (this.engine ? defaults(this.engine.default_spec) : null);
  }

  get specRead() {
    return this.fields && this.engine ? read(this.fields, this.engine) : null;
  }

  get specLine(): string {
    const { fields } = this;
    return fields
      ? lineOf(
          fields,
          this.studio.engines.length > 1 ? (this.named?.name ?? words.freeEngines) : '',
        )
      : '';
  }

  get wrongSpec(): boolean {
    return Object.keys(this.specRead?.errors ?? {}).length > 0;
  }

  get time(): string {
    return timeOf(this.asked.quote);
  }

  get price(): string {
    return priceOf(this.asked.quote, this.engine, this.studio.engines);
  }

  /** To be called after every edit. */
  abstract changed(): void;

  set(field: keyof SpecFields, value: string): void {
    if (!this.fields) return;
    this.spec = { ...this.fields, [field]: value };
    this.changed();
  }

  setTakes(takes: number): void {
    this.takes = Math.min(TAKES_MAX, Math.max(1, Math.round(takes) || 1));
    this.changed();
  }

  /** What goes along with each prompt that is rendered. */
  get along(): Pick<NewTake, 'negative_prompt' | 'parent'> {
    return {};
  }

  /** An order for takes with the settings as they stand. */
  order(items: NewTake[]): Generate {
    const spec = this.specRead?.wish ?? {};
    return {
      items: items.map((item) => ({ ...this.along, ...item, spec })),
      ...(this.session ? { session: this.session } : {}),
      ...(this.named ? { engines: [this.named.name] } : {}),
      ...(this.expiry ? { expiry: this.expiry } : {}),
    };
  }
}
