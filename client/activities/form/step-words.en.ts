export const en = {
  begun_one: '{{count}} of {{of}} has begun',
  begun_other: '{{count}} of {{of}} have begun',
  done_one: '{{count}} done',
  done_other: '{{count}} done',
}
