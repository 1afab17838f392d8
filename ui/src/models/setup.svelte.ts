import { SvelteMap } from 'svelte/reactivity';

import type {
  AddEngine,
  AddKey,
  EngineView,
  FoundServer,
  KeyOrder,
  KeyView,
  LimitKey,
  ModelSettings,
  ModelsAt,
  Provider,
  RefinerView,
  RefineTask,
  TokenPrice,
} from '../generated/api';
import { StudioError } from '../transport/types';
import { words } from '../words';
import { fileOffer } from './keys';
import { refinerTitle } from './refiners';
import type { Studio } from './studio.svelte';
import type { Toasts } from './toasts.svelte';

/** What came of a test. */
export type Trial =
  { state: 'testing' } | { state: 'good'; took_ms: number } | { state: 'bad'; error: StudioError };

/** The engines, chat models and keys of this computer, and what is done to them. */
export class Setup {
  /** The keys in order; null until they are known. */
  keys: KeyView[] | null = $state.raw(null);
  /** Why engines, models or keys could not be looked at. */
  error: StudioError | null = $state.raw(null);
  /** What is being added; its form stands open. */
  adding: 'engine' | 'model' | 'key' | null = $state(null);
  /** The last test of each engine, model and key. */
  readonly trials = new SvelteMap<string, Trial>();

  constructor(
    private readonly studio: Studio,
    private readonly toasts: Toasts,
  ) {}

  get #call() {
    return this.studio.transport.call.bind(this.studio.transport);
  }

  async load(): Promise<void> {
    try {
      const [keys] = await Promise.all([this.#call('list_keys', {}), this.studio.refetchSetup()]);
      this.keys = keys;
      this.error = null;
    } catch (thrown) {
      this.error = StudioError.from(thrown);
    }
  }

  /** Looks at the keys alone: they change with each render. What fails stays as it was. */
  async lookAtKeys(): Promise<void> {
    this.keys = await this.#call('list_keys', {});
  }

  // Engines

  async addEngine(wanted: AddEngine): Promise<void> {
    await this.#call('add_engine', wanted);
    await this.studio.refetchSetup();
    this.studio.announcer.say(words.engineAdded(wanted.settings.name));
  }

  /** Can be undone as long as the keys that it names are there; else it is asked for. */
  async removeEngine({ name, setup }: EngineView): Promise<void> {
    const known = (this.keys ?? []).filter((key) => key.provider === setup?.provider);
    const comesBack = (setup?.keys ?? []).every((label) =>
      known.some((key) => key.label === label),
    );
    const { title, body } = words.removeEngine;
    const question = { title: title(name), body, yes: words.removeOf(name) };
    if (!comesBack && !(await this.studio.asking.ask(question))) return;
    await this.#call('remove_engine', { engine: name });
    this.trials.delete(trialOf.engine(name));
    await this.studio.refetchSetup();
    if (!setup || !comesBack) return;
    const { settings, keys } = setup;
    this.toasts.show(words.toasts.engineRemoved(name), async () => {
      await this.#call('add_engine', { settings, ...(keys ? { keys } : {}) });
      await this.studio.refetchSetup();
    });
  }

  /** The engines that can be asked whether they answer: all but what is built in. */
  get testable(): EngineView[] {
    return this.studio.engines.filter((engine) => engine.setup);
  }

  async testAll(): Promise<void> {
    await Promise.all(this.testable.map((engine) => this.testEngine(engine.name)));
  }

  async testEngine(engine: string): Promise<void> {
    await this.#try(trialOf.engine(engine), () => this.#call('test_engine', { engine }));
  }

  // Models

  async addModel(wanted: ModelSettings): Promise<void> {
    await this.#call('add_model', wanted);
    await this.studio.refetchSetup();
    this.studio.announcer.say(words.models.addedSaid(wanted.name));
  }

  /** It can be undone: its settings are all there is to it, and hold no key. */
  async removeModel({ name, setup }: RefinerView): Promise<void> {
    await this.#call('remove_model', { model: name });
    this.trials.delete(trialOf.model(name));
    await this.studio.refetchSetup();
    if (!setup) return;
    this.toasts.show(words.toasts.modelRemoved(name), async () => {
      await this.#call('add_model', setup);
      await this.studio.refetchSetup();
    });
  }

  async testModel(model: string): Promise<void> {
    await this.#try(trialOf.model(model), () => this.#call('test_model', { model }));
  }

  /** What a million of its tokens cost; null is not known. */
  async priceModel(model: string, price: TokenPrice | null): Promise<void> {
    await this.#call('price_model', { model, price });
    await this.studio.refetchSetup();
  }

  /** Has a refiner asked for every task, or for one; without a name the choice is taken back. */
  async chooseRefiner(refiner: string | undefined, task?: RefineTask): Promise<void> {
    const wanted = { ...(refiner ? { refiner } : {}), ...(task ? { task } : {}) };
    this.studio.choices = await this.#call('choose_refiner', wanted);
  }

  /** Has a refiner asked for every task, whatever was chosen for one. It can be undone. */
  async refineWith(refiner: string): Promise<void> {
    const { refine_with } = await this.#call('settings', {});
    this.studio.choices = await this.#call('choose_refiner', { refiner, every_task: true });
    const own = this.studio.refiners.find(({ name }) => name === refiner);
    this.toasts.show(words.toasts.refinesNow(own ? refinerTitle(own) : refiner), async () => {
      await this.#call('change_settings', { refine_with });
      await this.studio.refetchSetup();
    });
  }

  listModels(at: ModelsAt): Promise<string[]> {
    return this.#call('list_models', at);
  }

  findModels(): Promise<FoundServer[]> {
    return this.#call('find_models', {});
  }

  // Keys

  /**
   * Adds a key. Where the system has no keyring the user is asked whether a file will do.
   * False when they said no. Its value lives as long as this call and is kept nowhere.
   */
  async addKey(wanted: AddKey): Promise<boolean> {
    try {
      await this.#call('add_key', wanted);
    } catch (thrown) {
      const path = fileOffer(StudioError.from(thrown).api);
      if (path === null || wanted.allow_file) throw thrown;
      const { title, body, yes } = words.keepInFile;
      if (!(await this.studio.asking.ask({ title, body: body(path), yes }))) return false;
      await this.#call('add_key', { ...wanted, allow_file: true });
    }
    await this.lookAtKeys();
    this.studio.announcer.say(words.keyAdded(wanted.label));
    return true;
  }

  /** Its value is gone with it, so there is no way back: it is asked for. */
  async removeKey({ provider, label }: KeyView): Promise<void> {
    const { title, body, yes } = words.removeKey;
    if (!(await this.studio.asking.ask({ title: title(label), body, yes: yes(label) }))) return;
    await this.#call('remove_key', { provider, label });
    this.trials.delete(trialOf.key({ provider, label }));
    await this.lookAtKeys();
  }

  async testKey({ provider, label }: KeyView): Promise<void> {
    await this.#try(trialOf.key({ provider, label }), () =>
      this.#call('test_key', { provider, label }),
    );
    await this.lookAtKeys();
  }

  async limitKey(key: KeyView, limits: Pick<LimitKey, 'width_max' | 'cap_micro_usd'>) {
    const { provider, label } = key;
    const before = { width_max: key.width.max, cap_micro_usd: key.spend.cap_micro_usd ?? null };
    const set = async (wanted: typeof limits) => {
      await this.#call('limit_key', { provider, label, ...wanted });
      await this.lookAtKeys();
    };
    await set(limits);
    this.toasts.show(words.toasts.keyLimited(label), () => set(before));
  }

  /** Puts a key before another of its provider, or last. */
  async placeKey(key: KeyView, before: string | null): Promise<void> {
    const { provider, label } = key;
    const labels = this.#labels(provider);
    const others = labels.filter((own) => own !== label);
    const at = before === null ? others.length : others.indexOf(before);
    await this.#order(provider, others.toSpliced(at, 0, label));
    this.toasts.show(words.toasts.keyMoved(label), () => this.#order(provider, labels));
  }

  async chooseOrder(provider: Provider, order: KeyOrder): Promise<void> {
    const before = this.keys?.find((key) => key.provider === provider)?.order ?? 'in_order';
    const set = async (wanted: KeyOrder) => {
      this.keys = await this.#call('order_keys', { provider, order: wanted });
    };
    await set(order);
    this.toasts.show(words.toasts.keyOrder(words.keyOrders[order]), () => set(before));
  }

  #labels(provider: Provider): string[] {
    return (this.keys ?? []).filter((key) => key.provider === provider).map((key) => key.label);
  }

  async #order(provider: Provider, labels: string[]): Promise<void> {
    this.keys = await this.#call('order_keys', { provider, labels });
  }

  async #try(name: string, test: () => Promise<{ took_ms: number }>): Promise<void> {
    if (this.trials.get(name)?.state === 'testing') return;
    this.trials.set(name, { state: 'testing' });
    try {
      const { took_ms } = await test();
      this.trials.set(name, { state: 'good', took_ms });
    } catch (thrown) {
      this.trials.set(name, { state: 'bad', error: StudioError.from(thrown) });
    }
  }
}

/** Under which name a test is remembered. */
export const trialOf = {
  engine: (name: string) => `engine ${name}`,
  model: (name: string) => `model ${name}`,
  key: ({ provider, label }: Pick<KeyView, 'provider' | 'label'>) => `key ${provider} ${label}`,
};
