/** French counts 0 and 1 in the singular. */
export function countFr(n: number, one: string, many: string): string {
  return `${n.toLocaleString('fr')} ${n < 2 ? one : many}`;
}

export function countEn(n: number, one: string, many: string): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
}
