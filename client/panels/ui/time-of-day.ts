import type { MomentOf } from '#shared/agenda/steps.ts'

/** That time of the day of `nowMs` on the clock of this device, as `12:30`. */
export function momentsOfDay(nowMs: number): MomentOf {
  return (time) => {
    const [, hours, minutes] = /^(\d\d):(\d\d)/u.exec(time) ?? []
    return hours === undefined ? undefined : new Date(nowMs).setHours(Number(hours), Number(minutes), 0, 0)
  }
}

/** As a field of kind time holds it. */
export function timeField(at: number): string {
  const date = new Date(at)
  return [date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':')
}
