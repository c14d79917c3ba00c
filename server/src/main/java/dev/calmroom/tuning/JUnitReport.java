package dev.calmroom.tuning;

import dev.calmroom.checks.CheckResult;
import java.io.StringWriter;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Findings as JUnit's XML, for whatever shows test results: a check is a case, a cell that could not be played an error. */
final class JUnitReport {
    private JUnitReport() {}

    static String of(Tuning.Findings findings) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuite");
            Map<String, String> failures = findings.played().failures();
            xml.writeAttribute("name", findings.played().experiment().name());
            xml.writeAttribute("tests", String.valueOf(findings.checks().size() + failures.size()));
            xml.writeAttribute("failures", String.valueOf(count(findings, CheckResult.Outcome.FAILED)));
            xml.writeAttribute(
                    "errors", String.valueOf(count(findings, CheckResult.Outcome.UNKNOWN) + failures.size()));
            for (CheckResult check : findings.checks()) {
                write(check, xml);
            }
            for (Map.Entry<String, String> failure : failures.entrySet()) {
                xml.writeStartElement("testcase");
                xml.writeAttribute("classname", "calls");
                xml.writeAttribute("name", failure.getKey());
                detail("error", failure.getValue(), "", xml);
                xml.writeEndElement();
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
            return text.toString();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("the findings cannot be written as XML", e);
        }
    }

    private static long count(Tuning.Findings findings, CheckResult.Outcome outcome) {
        return findings.checks().stream().filter(c -> c.outcome() == outcome).count();
    }

    private static void write(CheckResult check, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "%s.%s".formatted(check.variant(), check.player()));
        xml.writeAttribute("name", check.check().text());
        xml.writeAttribute("file", check.check().file().toString());
        xml.writeAttribute("line", String.valueOf(check.check().line()));
        switch (check.outcome()) {
            case FAILED -> detail("failure", check.finding(), FindingsText.misses(check, Integer.MAX_VALUE), xml);
            case UNKNOWN -> detail("error", check.finding(), "", xml);
            case PASSED -> {
                // nothing to tell
            }
        }
        xml.writeEndElement();
    }

    private static void detail(String kind, String message, String text, XMLStreamWriter xml)
            throws XMLStreamException {
        xml.writeStartElement(kind);
        xml.writeAttribute("message", message);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }
}
