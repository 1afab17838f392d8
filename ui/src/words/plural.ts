/** `1 take`, `2 takes`; thousands are set apart. */
export const plural = (n: number, one: string, many: string) =>
  `${n.toLocaleString('en').replaceAll(',', '\u2009')} ${n === 1 ? one : many}`;
