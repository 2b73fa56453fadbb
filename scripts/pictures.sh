#!/bin/sh
# Makes the pictures of the READMEs anew: reports on the fixtures as a browser and LibreOffice show them.
# Needs auditor on the path, chromium, soffice, pdftoppm and pdftotext, and the fonts 仿宋, 黑体 and 楷体 or a fontconfig
# file that names others for them. Look at the pictures before committing them.
set -eu
cd "$(dirname "$0")/.."
made=$(mktemp -d)
trap 'rm -r "$made"' EXIT
mkdir -p docs/pictures

shot() { # page, height, picture
    chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --allow-file-access-from-files \
        --virtual-time-budget=3000 --window-size="1000,$2" --screenshot="docs/pictures/$3" "file://$made/$1" 2>/dev/null
}

for lang in zh en; do
    auditor check fixtures --lang $lang --exit-zero \
        -o "$made/report.html" -o "$made/findings.xlsx" -o "$made/notice.docx" 2>/dev/null
    (cd "$made" && soffice --headless --convert-to pdf findings.xlsx notice.docx >/dev/null 2>&1)

    # The head of the report, and below it the first error with the filter above.
    cat >"$made/two.html" <<'PAGE'
<style>body { margin: 0 } iframe { border: 0; width: 100%; height: 400px; display: block }
iframe + iframe { border-top: 3px dashed #999; height: 480px }</style>
<iframe src="report.html"></iframe><iframe src="report.html" id="below"></iframe>
<script>onload = function () {
  var frame = document.getElementById("below").contentWindow;
  var part = frame.document.querySelector(".finding.error").parentNode;
  frame.scrollTo(0, part.getBoundingClientRect().top - frame.document.getElementById("filter").offsetHeight - 10);
};</script>
PAGE
    shot two.html 883 "report.$lang.png"

    # A corner of the list, and the first two pages of the first letter that asks for corrections.
    pdftoppm -png -r 125 -l 1 -x 48 -y 50 -W 1000 -H 440 "$made/findings.pdf" "$made/findings"
    first=$(pdftotext "$made/notice.pdf" - | awk -v RS='\f' '/必须修改|To be corrected/ { print NR; exit }')
    pdftoppm -png -r 53 -f "$first" -l "$((first + 1))" "$made/notice.pdf" "$made/notice"
    cp "$made"/findings-*.png "docs/pictures/findings.$lang.png"
    { echo '<body style="margin: 0; background: #888; text-align: center">'
      for page in "$made"/notice-*.png; do echo "<img src='$page' style='margin: 8px 3px'>"; done; } >"$made/notice.html"
    shot notice.html 640 "notice.$lang.png"
    rm "$made"/*
done
