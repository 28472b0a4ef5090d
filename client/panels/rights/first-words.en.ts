export const en = {
  lockedForMe: 'The board is locked: you can look and vote.',
  lockedForOthers: 'The board is locked: participants can look and vote.',
}
