import type { ApiError } from '../generated/api';

/**
 * What is wrong with which field. The studio names the first; where it lists several, as
 * `url: this is no address; name: …`, each goes to its own.
 */
export function fieldErrors(error: ApiError | null | undefined): Record<string, string> {
  if (!error?.field) return {};
  const listed = error.message.replace(/^[^:]*settings can't be used: /, '');
  const found: Record<string, string> = {};
  for (const part of listed.split(/; (?=[a-z_.]+: )/)) {
    const [, field, said] = /^([a-z_.]+): (.+)$/s.exec(part) ?? [];
    if (field && said) found[field] = said;
  }
  found[error.field] ??= error.message;
  return found;
}
