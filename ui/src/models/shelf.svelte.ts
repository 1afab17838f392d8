import type { FilledTemplate, Preset, PresetView, Template, TemplateView } from '../generated/api';
import { StudioError } from '../transport/types';
import { words } from '../words';
import type { Studio } from './studio.svelte';
import type { Toasts } from './toasts.svelte';

/** One of the things on the shelf. */
export type Shelved = { kind: 'template'; own: TemplateView } | { kind: 'preset'; own: PresetView };

/** Whether two names are the same to the studio. */
export const sameName = (one: string, other: string) =>
  one.trim().toLowerCase() === other.trim().toLowerCase();

/** Templates and style presets: what is built in, and the user's own. */
export class Shelf {
  templates: TemplateView[] = $state.raw([]);
  presets: PresetView[] = $state.raw([]);
  error: StudioError | null = $state.raw(null);
  /** What the dialog opens with, by its kind and name. */
  wanted: { kind: Shelved['kind']; name: string } | null = null;

  constructor(
    private readonly studio: Studio,
    private readonly toasts: Toasts,
  ) {}

  get #call() {
    return this.studio.transport.call.bind(this.studio.transport);
  }

  get all(): Shelved[] {
    return [
      ...this.templates.map((own) => ({ kind: 'template' as const, own })),
      ...this.presets.map((own) => ({ kind: 'preset' as const, own })),
    ];
  }

  async load(): Promise<void> {
    try {
      const [templates, presets] = await Promise.all([
        this.#call('list_templates', {}),
        this.#call('list_presets', {}),
      ]);
      this.templates = templates;
      this.presets = presets;
      this.error = null;
    } catch (thrown) {
      this.error = StudioError.from(thrown);
    }
  }

  async fill(template: string, values: Record<string, string>): Promise<FilledTemplate> {
    return await this.#call('fill_template', { template, values });
  }

  /** Keeps a template. One of the same name can come back. */
  async saveTemplate(template: Template): Promise<void> {
    const before = this.templates.find((own) => sameName(own.name, template.name));
    await this.#call('save_template', template);
    await this.load();
    this.#saved(template.name, () =>
      before
        ? this.#call('save_template', plainTemplate(before))
        : this.#call('remove_template', { template: template.name }),
    );
  }

  async savePreset(preset: Preset): Promise<void> {
    const before = this.presets.find((own) => sameName(own.name, preset.name));
    await this.#call('save_preset', preset);
    await this.load();
    this.#saved(preset.name, () =>
      before
        ? this.#call('save_preset', plainPreset(before))
        : this.#call('remove_preset', { preset: preset.name }),
    );
  }

  /** Takes out what is the user's own; it can come back. */
  async remove({ kind, own }: Shelved): Promise<void> {
    if (kind === 'template') await this.#call('remove_template', { template: own.name });
    else await this.#call('remove_preset', { preset: own.name });
    await this.load();
    this.toasts.show(words.shelf.removed(own.name), async () => {
      if (kind === 'template') await this.#call('save_template', plainTemplate(own));
      else await this.#call('save_preset', plainPreset(own));
      await this.load();
    });
  }

  #saved(name: string, back: () => Promise<unknown>): void {
    this.toasts.show(words.shelf.saved(name), async () => {
      await back();
      await this.load();
    });
  }
}

function plainTemplate({ name, about, text, negative_prompt }: TemplateView): Template {
  return { name, about: about ?? '', text, ...(negative_prompt ? { negative_prompt } : {}) };
}

function plainPreset({ name, about, phrases, negative_prompt }: PresetView): Preset {
  return { name, about: about ?? '', phrases, ...(negative_prompt ? { negative_prompt } : {}) };
}
