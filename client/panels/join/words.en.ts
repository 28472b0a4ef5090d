export const en = {
  codeHint: 'Eight characters, on the room’s screen',
  codeSubmit: 'Join',
  noSuchCode: 'No board has this code. Check it, or ask the facilitator.',
  again: 'Try again',
  notFoundHeading: 'This page does not exist',
  notFoundText: 'The address may contain a typing mistake.',
  continueAs: 'You will continue here as {{name}}.',
  continueAsNameless: 'You will continue here as the same person, without a name.',
  continueHow:
    'You are coming from another of your devices. Your name, private notes and dots are the same on both.',
  continueHowViewer: 'You are coming from another of your devices. You are a viewer here, too.',
  continue: 'Continue as {{name}}',
  continueNameless: 'Continue',
  continuing: 'One moment',
  cannotContinue:
    'The server’s disk accepts no changes right now, so you cannot join on this device yet. Nothing is lost. Leave this page open: you will join as soon as there is room, within the ten minutes of your link.',
  otherHow:
    'So far you are {{name}} on this board in this browser. Nothing is lost: you can go back from the menu, under “Continue on another device”.',
  stay: 'Stay {{name}}',
  nobody: 'someone without a name',
  usedHeading: 'This link has been used or has expired',
  usedText:
    'A link for another device works once, within ten minutes. Nothing is lost: create a new one on your first device.',
  toBoard: 'Open the board as {{name}}',
}
