# 扫描件变成文本
SCANS := $(wildcard scans/*.tif)
PAGES := $(SCANS:scans/%.tif=text/%.txt)

text: $(PAGES)

text/%.txt: scans/%.tif | text-folder
	lantern --lang zh $< > $@

text-folder:
	mkdir -p text
