import type { FoundServer, ModelSettings, ModelsAt, Provider } from '../generated/api';
import { StudioError } from '../transport/types';
import { nameFor, quickChoices } from './chatModels';
import { fieldErrors } from './fieldErrors';
import {
  PRICE_FIELDS,
  readPrice,
  typedPrice,
  type PriceErrors,
  type PriceText,
} from './tokenPrice';

export type ModelText = 'name' | 'url' | 'model';

/** The fields at which the studio's word is shown. */
const FIELDS: readonly string[] = ['name', 'url', 'model', ...PRICE_FIELDS];

/** A chat model that is being written down. */
export class ModelForm {
  text: Record<ModelText, string> = $state({ name: '', url: '', model: '' });
  /** What its tokens cost. */
  price: PriceText = $state(typedPrice());
  /** Whose keys it is asked with; empty for none. */
  provider: Provider | '' = $state('');
  /** What the server lists; null until it was asked. */
  listed: readonly string[] | null = $state.raw(null);
  /** The servers on this computer; null until they were looked for. */
  found: readonly FoundServer[] | null = $state.raw(null);
  busy: 'adding' | 'listing' | 'looking' | null = $state(null);
  error: StudioError | null = $state.raw(null);
  /** The name that was made up here: it follows the model as long as nobody changed it. */
  #made = '';
  /** What can't be read here, before anything is sent. */
  #unread: PriceErrors = $state.raw({});

  quick(choice: keyof typeof quickChoices): void {
    const { url, model, provider } = quickChoices[choice];
    this.#fill(url, model, provider ?? '', model === '' ? choice : nameFor(model));
    this.found = null;
  }

  /** Takes a model of a server on this computer; it asks for no key. */
  take(server: FoundServer, model: string): void {
    this.#fill(server.url, model, '', nameFor(model));
    this.listed = server.models;
  }

  /** Takes a model out of the list of its server. */
  chooseListed(model: string): void {
    this.text.model = model;
    this.#name(nameFor(model));
  }

  #fill(url: string, model: string, provider: Provider | '', name: string): void {
    this.text.url = url;
    this.text.model = model;
    this.provider = provider;
    // A price is of one model; that of another would be counted wrongly.
    this.price = typedPrice();
    this.listed = null;
    this.error = null;
    this.#unread = {};
    this.#name(name);
  }

  #name(name: string): void {
    if (this.text.name !== '' && this.text.name !== this.#made) return;
    this.text.name = name;
    this.#made = name;
  }

  /** The list is of another server. */
  moved(): void {
    this.listed = null;
  }

  /** What is wrong, by the settings' names. */
  get errors(): Record<string, string> {
    return { ...fieldErrors(this.error?.api), ...this.#unread };
  }

  /** An error that no field shows, or that says more than fits at one. */
  get aside(): StudioError | null {
    const api = this.error?.api;
    const shown = api?.field && FIELDS.includes(api.field);
    return shown && !api.hint ? null : this.error;
  }

  get #at(): ModelsAt {
    const { provider } = this;
    return { url: this.text.url.trim(), ...(provider === '' ? {} : { provider }) };
  }

  /** The settings as the studio wants them; null where the price can't be read. */
  read(): ModelSettings | null {
    const read = readPrice(this.price);
    this.#unread = 'errors' in read ? read.errors : {};
    if ('errors' in read) return null;
    const { name, model } = this.text;
    return {
      name: name.trim(),
      model: model.trim(),
      ...this.#at,
      ...(read.price ? { price: read.price } : {}),
    };
  }

  /** Asks the server for its models. */
  async list(ask: (at: ModelsAt) => Promise<string[]>): Promise<void> {
    const at = this.#at;
    const listed = await this.#while('listing', () => ask(at));
    // Whoever writes on meanwhile asks another server.
    if (listed && at.url === this.#at.url && at.provider === this.#at.provider)
      this.listed = listed;
  }

  /** Looks for servers on this computer. */
  async look(find: () => Promise<FoundServer[]>): Promise<void> {
    this.found = null;
    this.found = await this.#while('looking', find);
  }

  /** Sends it. True when it is set up. */
  async send(add: (wanted: ModelSettings) => Promise<void>): Promise<boolean> {
    const added = await this.#while('adding', async () => {
      const wanted = this.read();
      if (wanted) await add(wanted);
      return wanted !== null;
    });
    return added === true;
  }

  async #while<T>(busy: NonNullable<ModelForm['busy']>, act: () => Promise<T>): Promise<T | null> {
    if (this.busy) return null;
    this.busy = busy;
    this.error = null;
    try {
      return await act();
    } catch (thrown) {
      this.error = StudioError.from(thrown);
      return null;
    } finally {
      this.busy = null;
    }
  }
}
