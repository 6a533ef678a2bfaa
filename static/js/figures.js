// Works out each result while numbers are typed. Without it they are worked out on save.

const form = document.querySelector("[data-figures]");

function number(box) {
  // Thousands stand apart by commas or by spaces, as performance/typed.py has it.
  const text = box ? box.value.replace(/[\u00a0\u2009\u202f]/g, " ").trim() : "";
  const whole = /^(\d+|\d{1,3}([, ])\d{3}(\2\d{3})*)$/.test(text);
  return whole ? Number(text.replace(/[, ]/g, "")) : null;
}

function result(row) {
  const { multiplier, places, unit } = row.dataset;
  const above = number(row.querySelector("input[name^='number-']"));
  if (above === null) return "";
  const out = row.querySelector("input[name^='out_of-']");
  if (!out) return above.toLocaleString("en-GB");
  const below = number(out);
  if (!below) return "";
  // Halves up, as on save; whole numbers first so that none is lost on the way.
  const scale = 10 ** Number(places);
  const value = Math.floor((2 * above * Number(multiplier) * scale + below) / (2 * below)) / scale;
  const shown = value.toLocaleString("en-GB", { minimumFractionDigits: Number(places) });
  return unit === "percentage" ? `${shown}%` : shown;
}

form?.addEventListener("input", (event) => {
  const row = event.target.closest("[data-multiplier]");
  const shown = row?.querySelector("[data-result]");
  if (shown && row.dataset.unit !== "yes_no") shown.textContent = result(row);
});
