-- What Word and typst lack a word for in Markdown: pages on their side, and where an appendix begins.

-- Word ends a section with a paragraph; how large its pages are is filled in later.
local function section_ends(orientation)
  return pandoc.RawBlock("openxml",
    '<w:p><w:pPr><w:sectPr><w:pgSz w:orient="' .. orientation .. '" /></w:sectPr></w:pPr></w:p>')
end

local turned = {docx = section_ends("portrait"), typst = pandoc.RawBlock("typst", "#page(flipped: true)[")}
local back = {docx = section_ends("landscape"), typst = pandoc.RawBlock("typst", "]")}
local appendix = {docx = section_ends("portrait"), typst = pandoc.RawBlock("typst", "#import \"document.typ\": appendix\n#show: appendix")}

function Pandoc(document)
  local blocks, on_side = pandoc.List(), false
  for _, block in ipairs(document.blocks) do
    local wants_side = block.t == "Div" and block.classes:includes("landscape")
    if wants_side ~= on_side then
      blocks:insert(wants_side and turned[FORMAT] or back[FORMAT])
      on_side = wants_side
    end
    if block.t == "Header" and block.classes:includes("appendix") then
      blocks:insert(appendix[FORMAT])
    end
    if wants_side then
      blocks:extend(block.content)
    else
      blocks:insert(block)
    end
  end
  if on_side then
    blocks:insert(back[FORMAT])
  end
  document.blocks = blocks
  return document
end
