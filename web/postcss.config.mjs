// Tailwind compiles the one style sheet.
export default { plugins: { '@tailwindcss/postcss': {} } }
