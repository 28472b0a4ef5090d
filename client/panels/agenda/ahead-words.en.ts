export const en = {
  until: 'Prepare at your own pace · until {{date}}',
  from: 'Prepare at your own pace · from {{date}}',
  line: {
    open: 'Prepare at your own pace',
    early: 'Prepare at your own pace · not yet open',
    closed: 'Preparation · closed',
    taken: 'Preparation · the workshop has begun with it',
    never: 'Preparation',
  },
  nobody: 'Nobody has begun yet.',
  unseen: 'You see how many have begun, and never a word of what they write.',
  reminder: 'Remind everyone',
  reminderText: 'Reminder in both languages',
  copyReminder: 'Copy the reminder',
  noLink: 'The link for participants is switched off. Renew it to send a reminder.',
}
