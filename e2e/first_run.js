// The first run as far as its last step, where whoever sets up says who they are.

/** From the first step to the last, with nothing chosen on the way. */
export async function toTheLastStep(page, code, organisation) {
  await page.getByLabel('Code').fill(code);
  await page.getByLabel('Organisation').fill(organisation);
  for (const n of [2, 3, 4]) {
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText(`Step ${n} of 4`).waitFor();
  }
}
