export const en = {
  begun_one: '{{count}} of {{of}} has begun',
  begun_other: '{{count}} of {{of}} have begun',
  nobody: 'None of {{of}} has begun yet',
  done_one: '{{count}} done',
  done_other: '{{count}} done',
}
