import type { DoctorFinding } from '../../protocol/admin.ts';
import { DOCTOR_CODES, type DoctorCode } from '../../protocol/doctor-codes.ts';

/** A finding with the level that its code has. */
export function finding(code: DoctorCode, values: DoctorFinding['values'] = {}): DoctorFinding {
  return { code, level: DOCTOR_CODES[code].level, values };
}
