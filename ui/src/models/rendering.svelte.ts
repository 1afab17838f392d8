import type { EngineView, Generate, NewTake, Quote, SessionId } from '../generated/api';
import { Asked } from './asked.svelte';
import { priceOf, timeOf } from './cost';
import { defaults, lineOf, read, type SpecFields } from './spec';
import type { Studio } from './studio.svelte';

export const TAKES_MAX = 8;

/** How takes are rendered: engine, settings, what it costs, and the order they make. */
export abstract class Rendering {
  engineName: string | undefined = $state();
  spec: SpecFields | null = $state(null);
  takes = $state(1);
  /** What the studio said about the text and the settings. */
  readonly asked: Asked;

  constructor(
    readonly studio: Studio,
    readonly session: SessionId | undefined,
  ) {
    this.asked = new Asked(studio.transport);
  }

  get engine(): EngineView | undefined {
    return this.studio.engine(this.engineName);
  }

  get fields(): SpecFields | null {
    return this.spec ?? (this.engine ? defaults(this.engine.default_spec) : null);
  }

  get specRead() {
    return this.fields && this.engine ? read(this.fields, this.engine) : null;
  }

  get specLine(): string {
    const { fields, engine } = this;
    return fields ? lineOf(fields, this.studio.engines.length > 1 ? engine?.name : '') : '';
  }

  get wrongSpec(): boolean {
    return Object.keys(this.specRead?.errors ?? {}).length > 0;
  }

  get time(): string {
    return timeOf(this.asked.quote);
  }

  get price(): string {
    return priceOf(this.asked.quote, this.engine);
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

  /** An order for takes with the settings as they stand. */
  order(items: NewTake[], price: Quote['price'] | undefined): Generate {
    const spec = this.specRead?.wish ?? {};
    return {
      items: items.map((item) => ({ ...item, spec })),
      ...(this.session ? { session: this.session } : {}),
      ...(this.engine ? { engines: [this.engine.name] } : {}),
      ...(price?.price === 'about' ? { max_micro_usd: price.micro_usd } : {}),
    };
  }
}
