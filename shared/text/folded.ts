/** Removes accents and capitals, so that "epreuve" finds "Épreuve". */
export function folded(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase()
}
