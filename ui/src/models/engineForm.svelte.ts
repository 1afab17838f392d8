import type { AddEngine, Charge, EngineSettings, KeyLabel, PromptForm } from '../generated/api';
import { StudioError } from '../transport/types';
import { words } from '../words';
import { fieldErrors } from './fieldErrors';
import { microOf } from './keys';

export type Kind = EngineSettings['engine'];
type ChargeKind = Charge['charge'];

/** The text fields; what is left empty is left to the studio. */
export type Text = 'name' | 'url' | 'model' | 'invoke_url' | 'status_url' | 'width' | 'usd';

/** An engine that is being written down. */
export class EngineForm {
  kind: Kind = $state('openai_videos');
  text: Record<Text, string> = $state({
    name: '',
    url: '',
    model: '',
    invoke_url: '',
    status_url: '',
    width: '',
    usd: '',
  });
  body: 'cosmos_nim' | 'triton_command' = $state('cosmos_nim');
  /** How prompts are sent; empty leaves it to the model's name. */
  promptForm: PromptForm | '' = $state('');
  charge: ChargeKind = $state('nothing');
  needsKey = $state(false);
  inTheClear = $state(false);
  /** The keys it may use; none chosen leaves that to the studio. */
  labels: readonly KeyLabel[] = $state.raw([]);
  busy = $state(false);
  error: StudioError | null = $state.raw(null);
  /** What can't be read here, before anything is sent. */
  #own: Record<string, string> = $state.raw({});

  /** Whose keys it uses, by the name of their ring. */
  get provider(): string {
    return this.kind === 'nvcf' ? 'nvidia' : 'openai';
  }

  choose(kind: Kind): void {
    this.kind = kind;
    this.charge = kind === 'nvcf' ? 'unknown' : 'nothing';
    this.labels = [];
    this.error = null;
    this.#own = {};
  }

  toggle(label: KeyLabel): void {
    this.labels = this.labels.includes(label)
      ? this.labels.filter((own) => own !== label)
      : [...this.labels, label];
  }

  /** What is wrong, by the settings' names. */
  get errors(): Record<string, string> {
    return { ...fieldErrors(this.error?.api), ...this.#own };
  }

  /** An error that no field shows. */
  get aside(): StudioError | null {
    const field = this.error?.api.field;
    const shown = ['name', 'url', 'model', 'invoke_url', 'status_url', 'width', 'charge', 'keys'];
    return field && shown.includes(field) ? null : this.error;
  }

  /** The settings as the studio wants them; null where a figure can't be read. */
  read(): AddEngine | null {
    const own: Record<string, string> = {};
    const width = this.text.width.trim();
    if (!/^\d{0,9}$/.test(width)) own['width'] = words.wholeNumber;
    const micro = microOf(this.text.usd);
    if (this.charge === 'per_second' && typeof micro !== 'number') own['charge'] = words.sumWanted;
    this.#own = own;
    if (Object.keys(own).length > 0) return null;
    const common = {
      name: this.text.name.trim(),
      charge: this.#charge(micro ?? 0),
      ...(width === '' ? {} : { width: Number(width) }),
      ...(this.inTheClear ? { keys_in_the_clear: true } : {}),
    };
    const settings: EngineSettings =
      this.kind === 'nvcf'
        ? {
            engine: 'nvcf',
            ...common,
            invoke_url: this.text.invoke_url.trim(),
            body: { kind: this.body },
            ...this.#if('status_url'),
          }
        : {
            engine: 'openai_videos',
            ...common,
            url: this.text.url.trim(),
            ...this.#if('model'),
            ...(this.promptForm === '' ? {} : { prompt_form: this.promptForm }),
            ...(this.needsKey ? { needs_key: true } : {}),
          };
    return { settings, ...(this.labels.length > 0 ? { keys: [...this.labels] } : {}) };
  }

  #if<K extends Text>(name: K): Partial<Record<K, string>> {
    const typed = this.text[name].trim();
    return typed === '' ? {} : ({ [name]: typed } as Record<K, string>);
  }

  #charge(micro_usd: number): Charge {
    return this.charge === 'per_second'
      ? { charge: 'per_second', micro_usd }
      : { charge: this.charge };
  }

  /** Sends it. True when it is set up. */
  async send(add: (wanted: AddEngine) => Promise<void>): Promise<boolean> {
    this.error = null;
    const wanted = this.read();
    if (!wanted || this.busy) return false;
    this.busy = true;
    try {
      await add(wanted);
      return true;
    } catch (thrown) {
      this.error = StudioError.from(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
