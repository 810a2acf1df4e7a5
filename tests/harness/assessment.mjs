// A baseline assessment, filled as an enumerator would.

export const FORM = "baseline_subarea";
const BANDS = ["0", "1_5", "6_17", "18_59", "60_plus"];

/**
 * Opens the form on the phone and answers what it requires, for a place in the first commune of a province. Of the
 * people, all came with a natural disaster; `women` and `men` are given by age band, youngest first.
 */
export async function fillAssessment(phone, { day, location = "Colline Gatwe", province = 0, women, men }) {
  const form = await phone.open(FORM);
  const individuals = [...women, ...men].reduce((sum, band) => sum + band, 0n);
  const households = (individuals + 4n) / 5n;
  form.answer({ reporting_date: day, admin1: form.choices("admin1")[province] });
  form.answer({ admin2: form.choices("admin2")[0], location_name: location, location_type: "host_community" });
  form.answer({ access: "accessible", ki_count: 3n, ki_female: 1n, ki_male: 2n });
  form.answer({ idp_households: households, idp_individuals: individuals });
  BANDS.forEach((band, at) => form.answer({ [`idp_female_${band}`]: women[at], [`idp_male_${band}`]: men[at] }));
  for (const [reason, share] of [["natural_disaster", 1n], ["conflict", 0n], ["other", 0n]]) {
    form.answer({ [`idp_households_${reason}`]: share * households, [`idp_individuals_${reason}`]: share * individuals });
  }
  form.answer({ returnee_internal_households: 1n, returnee_internal_individuals: 4n });
  form.answer({ returnee_abroad_households: 0n, returnee_abroad_individuals: 0n });
  return form.answer({ new_displacement_reported: "no", departure_reported: "no" });
}
