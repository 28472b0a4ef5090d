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

/** Seconds as h:mm:ss or m:ss, in both languages. */
export function clockTime(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor((whole % 3600) / 60)
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`
}
