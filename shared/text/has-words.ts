/** White space, control and format characters, marks without a letter, and letters that fonts leave blank. */
const visible = /[^\p{White_Space}\p{Cc}\p{Cf}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u

/** True for a text in which somebody can see a letter or a sign. A zero-width space alone is no reason. */
export function hasWords(text: string): boolean {
  return visible.test(text)
}
