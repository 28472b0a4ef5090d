/** `npm run bench -- --quick`: shorter runs, for a look at all figures within ten minutes. They vary more. */
export const isQuick = process.env['BENCH_QUICK'] === '1'

/** A number of a bench: of the whole run, or of the quick one. */
export function setting<Value>(whole: Value, quick: Value): Value {
  return isQuick ? quick : whole
}
