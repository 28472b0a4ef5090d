/** The form in which templates are kept and exported. Nothing is lost on the way of a file in and out again. */
export function templateText(template: unknown): string {
  return `${JSON.stringify(template, null, 2)}\n`
}
