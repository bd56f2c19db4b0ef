// Checks files against all rules of PDF/UA-1 with veraPDF. Run by the JavaScript engine in the jar that brings veraPDF, so
// that no compiler is needed: prints the number of rules, then a line for each rule that a file breaks.
// The jar lacks what veraPDF reads its own profile with, hence the reading of it here.

var pdfa = Packages.org.verapdf.pdfa;
var Profiles = pdfa.validation.profiles.Profiles;
var UA1 = pdfa.flavours.PDFAFlavour.PDFUA_1;
var PROFILE = "org/verapdf/pdfa/validation/PDFUA-1.xml";

function elements(node, name) {
    var found = node.getElementsByTagName(name), list = [];
    for (var i = 0; i < found.getLength(); i++) list.push(found.item(i));
    return list;
}

function text(node, name) {
    return elements(node, name)[0].getTextContent();
}

function ruleOf(node) {
    var id = elements(node, "id")[0];
    var number = parseInt(id.getAttribute("testNumber"), 10);
    var error = Profiles.errorFromValues(text(node, "message"), new java.util.ArrayList());
    return Profiles.ruleFromValues(
        Profiles.ruleIdFromValues(UA1.getPart(), id.getAttribute("clause"), number), node.getAttribute("object"),
        java.lang.Boolean.valueOf(node.getAttribute("deferred")), node.getAttribute("tags"), text(node, "description"),
        text(node, "test"), error, new java.util.ArrayList());
}

function variableOf(node) {
    return Profiles.variableFromValues(
        node.getAttribute("name"), node.getAttribute("object"), text(node, "defaultValue"), text(node, "value"));
}

function readProfile() {
    var file = java.lang.ClassLoader.getSystemResourceAsStream(PROFILE);
    var profile = javax.xml.parsers.DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file);
    var rules = new java.util.HashSet(), variables = new java.util.HashSet();
    elements(profile, "rule").forEach(function (node) { rules.add(ruleOf(node)); });
    elements(profile, "variable").forEach(function (node) { variables.add(variableOf(node)); });
    var details = Profiles.profileDetailsFromValues("PDF/UA-1", "", "", new java.util.Date());
    return Profiles.profileFromValues(UA1, details, "", rules, variables);
}

function check(path, profile) {
    var parser = pdfa.Foundries.defaultInstance().createParser(new java.io.File(path), UA1);
    var result = pdfa.validation.validators.ValidatorFactory.createValidator(profile, false).validate(parser);
    result.getTestAssertions().toArray().forEach(function (broken) {
        var place = broken.getLocation().getContext();
        print(path + ": " + broken.getRuleId().getClause() + " " + broken.getMessage() + " at " + place);
    });
    parser.close();
}

Packages.org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider.initialise();
var profile = readProfile();
print(profile.getRules().size() + " rules");
Array.prototype.slice.call(arguments).forEach(function (path) { check(path, profile); });
