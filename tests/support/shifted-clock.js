/** Imported before a server: its clock is wrong by CLOCK_SHIFT_MS. The steady clock, and so all timers, are right. */
const shiftMs = Number(process.env.CLOCK_SHIFT_MS ?? 0)
const RightDate = Date

globalThis.Date = class extends RightDate {
  constructor(...facts) {
    if (facts.length === 0) super(RightDate.now() + shiftMs)
    else super(...facts)
  }

  static now() {
    return RightDate.now() + shiftMs
  }
}
