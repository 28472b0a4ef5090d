/** For steps in which the prompt says everything, and nobody does anything on a screen. */
export function NoTask() {
  return null
}
