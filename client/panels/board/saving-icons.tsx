import { Check, CloudAlert, CloudOff, Link2Off, Loader, Lock, RefreshCw, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import type { SavingState } from '../../model/contract/board-model.ts'

/** One icon for each state of saving. */
export const savingIcons: Readonly<Record<SavingState, ReactNode>> = {
  joining: <Loader />,
  saved: <Check />,
  saving: <RefreshCw />,
  offline: <CloudOff />,
  unkept: <CloudOff />,
  readOnly: <Lock />,
  damaged: <CloudAlert />,
  revoked: <Link2Off />,
  gone: <Trash2 />,
  outdated: <RefreshCw />,
  outdatedUnkept: <RefreshCw />,
}
