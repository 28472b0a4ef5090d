export const en = {
  begin: 'Pass the notes on',
  beforehand: 'Later, one other person reads each note of yours, without your name, and builds on it.',
  beforehandAtTable:
    'Later, one other person of your table reads each note of yours, without your name, and builds on it.',
}
