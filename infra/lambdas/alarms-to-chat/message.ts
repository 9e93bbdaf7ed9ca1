/** A notice as SNS hands it over. */
export interface Notice {
  readonly Subject?: string;
  readonly Message: string;
}

interface AlarmChange {
  readonly AlarmName: string;
  readonly AlarmDescription?: string;
  readonly NewStateValue: 'ALARM' | 'OK' | 'INSUFFICIENT_DATA';
  readonly NewStateReason?: string;
  readonly Region?: string;
}

const signs = { ALARM: '🔴', OK: '🟢', INSUFFICIENT_DATA: '⚪' } as const;

/** Characters of a message that a chat takes well. */
const LONGEST = 1_500;

/** What people read in the chat: of an alarm its state, name and description; of any other notice its subject and text. */
export function messageOf({ Subject, Message }: Notice): string {
  const alarm = alarmIn(Message);
  const lines = alarm ? [`${signs[alarm.NewStateValue]} *${alarm.AlarmName}*${alarm.Region === undefined ? '' : ` (${alarm.Region})`}`, alarm.AlarmDescription, alarm.NewStateValue === 'ALARM' ? alarm.NewStateReason : undefined] : [Subject, Message];
  const text = lines.filter((line) => line !== undefined && line !== '').join('\n');
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

function alarmIn(text: string): AlarmChange | undefined {
  try {
    const value = JSON.parse(text) as Partial<AlarmChange> | null;
    return value?.AlarmName !== undefined && value.NewStateValue !== undefined && value.NewStateValue in signs ? (value as AlarmChange) : undefined;
  } catch {
    return undefined;
  }
}
