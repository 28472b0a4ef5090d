export const en = {
  until: 'Preparation, each at their own pace · until {{date}}',
  from: 'Preparation, each at their own pace · from {{date}}',
  line: {
    open: 'Preparation, each at their own pace',
    early: 'Preparation, each at their own pace · not yet open',
    closed: 'Preparation · closed',
    taken: 'Preparation · the workshop has begun with it',
    never: 'Preparation',
  },
  nobody: 'Nobody has begun yet.',
  unseen: 'You see how many have begun, and never a word of what they write.',
  reminder: 'Invite everyone to prepare',
  reminderText: 'Message to send, in both languages',
  copyReminder: 'Copy the message',
  noLink: 'The link for participants is turned off. Replace it to invite people.',
}
