package ru.nastavnik.kit.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.poi.ooxml.util.POIXMLUnits;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.apache.poi.xwpf.usermodel.XWPFStyles;
import org.jspecify.annotations.Nullable;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTOnOff;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPPrBase;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTRPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;

/**
 * What a paragraph or a run looks like: its own settings, then its style's, then those of
 * the styles that it is based on, then the document's.
 */
final class WordStyles {

	private static final Pattern HEADING = Pattern.compile("(?:heading|заголовок) (\\d)");

	private static final int DEEPEST = 12;

	private final @Nullable XWPFStyles styles;

	private final @Nullable CTRPr runDefaults;

	private final @Nullable CTPPrBase paragraphDefaults;

	WordStyles(XWPFDocument word) {
		this.styles = word.getStyles();
		CTRPr run = null;
		CTPPrBase paragraph = null;
		try {
			var defaults = word.getStyle().getDocDefaults();
			if (defaults != null && defaults.isSetRPrDefault()) {
				run = defaults.getRPrDefault().getRPr();
			}
			if (defaults != null && defaults.isSetPPrDefault()) {
				paragraph = defaults.getPPrDefault().getPPr();
			}
		}
		catch (Exception ex) {
			// a document without styles has no defaults either
		}
		this.runDefaults = run;
		this.paragraphDefaults = paragraph;
	}

	/** A paragraph's settings, the strongest first. */
	List<CTPPrBase> paragraph(XWPFParagraph paragraph) {
		List<CTPPrBase> settings = new ArrayList<>();
		if (paragraph.getCTP().getPPr() != null) {
			settings.add(paragraph.getCTP().getPPr());
		}
		for (CTStyle style : chain(paragraph.getStyleID(), "paragraph")) {
			if (style.getPPr() != null) {
				settings.add(style.getPPr());
			}
		}
		if (this.paragraphDefaults != null) {
			settings.add(this.paragraphDefaults);
		}
		return settings;
	}

	/** A run's settings in its paragraph, the strongest first. */
	List<CTRPr> run(XWPFParagraph paragraph, @Nullable CTRPr own) {
		List<CTRPr> settings = new ArrayList<>();
		if (own != null) {
			settings.add(own);
			if (own.sizeOfRStyleArray() > 0) {
				addRuns(settings, chain(own.getRStyleArray(0).getVal(), "character"));
			}
		}
		addRuns(settings, chain(paragraph.getStyleID(), "paragraph"));
		if (this.runDefaults != null) {
			settings.add(this.runDefaults);
		}
		return settings;
	}

	private static void addRuns(List<CTRPr> settings, List<CTStyle> chain) {
		chain.stream().map(CTStyle::getRPr).filter((run) -> run != null).forEach(settings::add);
	}

	/** 1…6 for headings, 0 for text. */
	int heading(XWPFParagraph paragraph) {
		for (CTPPrBase settings : paragraph(paragraph)) {
			if (settings.isSetOutlineLvl()) {
				int level = settings.getOutlineLvl().getVal().intValue();
				return (level < 6) ? level + 1 : 0;
			}
		}
		for (CTStyle style : chain(paragraph.getStyleID(), "paragraph")) {
			String name = (style.getName() != null) ? style.getName().getVal().toLowerCase(Locale.ROOT) : "";
			Matcher heading = HEADING.matcher(name);
			if (heading.matches()) {
				return Math.clamp(Integer.parseInt(heading.group(1)), 1, 6);
			}
			if (name.equals("title") || name.equals("название")) {
				return 1;
			}
		}
		return 0;
	}

	static boolean on(List<CTRPr> settings, Function<CTRPr, CTOnOff[]> switches) {
		for (CTRPr run : settings) {
			CTOnOff[] found = switches.apply(run);
			if (found.length > 0) {
				return POIXMLUnits.parseOnOff(found[0]);
			}
		}
		return false;
	}

	private List<CTStyle> chain(@Nullable String id, String kind) {
		List<CTStyle> chain = new ArrayList<>();
		if (this.styles == null) {
			return chain;
		}
		XWPFStyle style = (id != null) ? this.styles.getStyle(id)
				: kind.equals("paragraph") ? this.styles.getStyle("Normal") : null;
		while (style != null && chain.size() < DEEPEST) {
			chain.add(style.getCTStyle());
			String base = style.getBasisStyleID();
			style = (base != null) ? this.styles.getStyle(base) : null;
		}
		return chain;
	}

}
