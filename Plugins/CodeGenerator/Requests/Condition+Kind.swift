extension Condition {
  /// The kind of a condition, with its wording.
  enum Kind: String, CaseIterable, Sendable {
    case words, way, kindOfResult, bound, range, clause, letterCase, count, input, shape, subject
    case negation, list, exactly, raising, deed, prohibition
    case exception, example, takes, parameters, signature, printing, ignoring, superlative,
      unsorted, commented, only, absence, mattering, setting, separator
    case descending, ends, yields, means, raisingFor, manyThings, givenAs, allOf, functions, results
    case identifier, givenThing, repeated

    /// The group that matches is what the recipe must have.
    var pattern: String {
      switch self {
      case .words:
        #"\bbut\s+(?!not\b)([^.,;!?\n]{3,80})|\b((?:each|every|per)\s+(?:word|line|sentence|paragraph|row|column|file|day|name|digit|level|group)s?)\b|\b((?:round(?:s|ed|ing)?\s+to|best\s+of)\s+(?:\d+|one|two|three|four|five|six)(?:\s+(?:decimals?|digits|places))?)\b|\b((?:the\s+)?(?:\d+|two|three|four|five|ten)\s+(?:largest|smallest|biggest|longest|shortest|highest|lowest|decimals?)|(?:largest|smallest|biggest|longest|shortest|highest|lowest)\s+(?:\d+|two|three|four|five|ten))\b|\b(md5|sha-?1|sha-?512|sha-?3|blake2\w?|crc32|isbn-?1[03]|utf-?16|python\s*2|O\([^)\n]{1,20}\))"#
      case .way:
        #"(?<!\bstep )(?<!\bone )(?<!\bline )(?<!\bdivisible )(?<!\bdivided )\bby\s+(?!using\b|hand\b|default\b|means\b|itself\b|me\b|the\s+name\s+of\b|name\s+of\b)((?:(?:the|its|their|a|an)\s+)?(?:(?:given|certain|specific|specified|particular|chosen)\s+)?[a-z]{3,20})\b"#
      case .kindOfResult:
        #"\breturn(?:s|ing)?\s+(?:(?:it|them|the\s+result)\s+)?(?:as\s+)?(?:an?\s+|the\s+)?(string|str|list|tuple|set|dict|dictionary|integer|int|float|bool|boolean|generator|iterator|json)\b(?!\s+(?:of|is|has|are)\b)|\breturn(?:s|ing)?\s+((?:[01]|yes|no|['‘’][^'’\n]{0,20}['’]|["“][^"”\n]{0,20}["”])\s+(?:or|and|if|when|for)\s+\S+)|(?<!\b(?:given|passed|stored|written|represented|read|spelled|text|them|words)\s)\bas\s+(?:an?\s+)?(number|integer|int|float)\b"#
      case .bound:
        #"\b((?:up\s+to|below|under|(?:less|smaller|lower|fewer)\s+than|at\s+most|no\s+more\s+than|until)\s+\w+)"#
      case .range:
        #"\b((?:between\s+\S+(?:\s+\S+){0,2}\s+and\s+\w+|between\s+(?:two|the)\s+\w+|from\s+(?:\d+|one|two|three|four|five|ten)\s+to\s+\w+))"#
      case .clause:
        #"(?:[,;]\s*(?:and\s+|but\s+)?|\braises?\s+(?:an?\s+)?\w+\s+|\breturns?\s+(?!true\b|false\b|whether\b)\S{1,20}(?:\s+\w{1,20}){0,2}?\s+)((?:if|when|unless)\s+[^.;!?\n]{3,80})"#
      case .letterCase: #"\b(case[- ]?(?:in)?sensitiv\w*|ignor\w+\s+(?:the\s+)?case)\b"#
      case .count:
        #"\b((?:three|four|five|six|several|multiple|many)\s+(?:numbers|integers|values|strings|words|lists|files|arguments|dictionaries|dicts))\b"#
      case .input:
        #"\b((?:from|on|via)\s+(?:stdin|standard\s+input|the\s+keyboard|keyboard)|asks?\s+(?:the\s+user|me|for)|prompts?\s+(?:the\s+user|me|for))\b"#
      case .shape:
        #"\b(?:as|write|create|make|implement|build)\s+(?:me\s+)?an?\s+(?:python\s+|simple\s+|small\s+)?(class|decorator|context\s+manager|generator|coroutine|one-?liner)\b|\b(in\s+(?:one|a\s+single|two|three|four|five|\d+)\s+lines?)\b|\b(class)(?=\s+(?-i:[A-Z]))"#
      case .subject: #"\b(numbers?|integers?)\b(?!\s+of\b)"#
      case .negation:
        #"\b(?:if|whether)\s+[^.,;!?\n]{1,40}?\b(?:is|are)\s+(not\s+(?:an?\s+|the\s+)?[a-z]+)"#
      case .list:
        #"\b(?:of|for|over|from|takes|accepts|given|validate|validates|convert|converts)\s+(an?\s+list\s+of\s+\w+)|\b((?:all|each|every)\s+(?:of\s+)?(?:the\s+)?\w+\s+(?:in|of)\s+(?:an?|the)\s+list)\b|\b(?:if|whether)\s+(an?\s+list)\s+is\b|\b(?:of|for)\s+(an?\s+(?:list|array))\b(?!\s+of)"#
      case .exactly:
        #"\b(\d+\s*[x×]\s*\d+)\b|\bwith\s+(\d+\s+and\s+\d+)\b|\bwith\s+(?:\d+|one|two|three|four|five|six)\s+(words|letters|digits|symbols|vowels|numbers)\b|\b(hh:mm(?::ss)?|mm:ss|(?:yyyy|yy)[-/.]mm[-/.]dd|dd[-/.]mm[-/.](?:yyyy|yy)|mm[-/.]dd[-/.](?:yyyy|yy)|(?:kebab|snake|camel|pascal|title|sentence)[- ]?case)\b|\bthat\s+((?:keeps|preserves)\s+(?!it\b|only\b|the\s+order)[a-z]+)\b"#
      case .prohibition:
        #"(?<!\bi )(?<!\bwe )(?<!\byou )(?<!\bif )\b((?:don['’]?t|do\s+not|must\s+not|mustn['’]?t|should\s+not|shouldn['’]?t|never)\s+(?!use\b|be\s+recurs|forget\b|worry\b|need\b|want\b|know\b|care\b|mind\b|explain\b|hesitate\b|have\b)[a-z]+(?:\s+[a-z]+){0,3})|\b((?:no|without)\s+(?:any\s+)?(?:type\s+hints?|docstrings?|comments?|imports?|doctests?|examples?))\b|\b(no\s+tests?)\b|\b((?:anything|everything|all)\s+(?:but|except)\s+[^.,;!?\n]{2,40})"#
      case .exception:
        #"\breturn(?:s|ing)?\s+((?:an?\s+)?\S{1,20}(?:\s+\w{1,20})?\s+(?:for|on|with|when\s+given)\s+(?:an?\s+|all\s+)?(?:empty|negative|missing|invalid|non-?\w+|zero|wrong|bad|odd|unknown|floats?|strings?|letters?|booleans?|fractions?)\b(?:\s+\w+)?)|(?:,|\band|\bor|\belse)\s+(?:returns?\s+)?((?:-?\d+|none|null|true|false|zero|an?\s+empty\s+\w+)\s+(?:if|when|for|on)\s+[^.,;!?\n]{3,60})"#
      case .example:
        #"\bas\s+([(+]?\d[\d()+:./ -]{3,24}\d)(?!\w)|\b(?:strings?|texts?|inputs?)\s+(?:like|such\s+as)\s+['"‘“]([^'"’”\n]{0,20}\d[^'"’”\n]{0,20})['"’”]"#
      case .takes:
        #"\b(?:takes?|taking|accepts?|accepting|receives?|expects?|given)\s+(?:in\s+)?((?:an?|one|two|three|any\s+number\s+of)\s+(?:(?:python|nested|sorted|unsorted|flat)\s+)?(?:list|array|tuple|set|string|text|word|sentence|number|integer|int|float|dictionary|dictionarie|dict|argument|date)s?\b(?:\s+of\s+(?:list|dictionary|dictionarie|dict|tuple)s\b)?)"#
      case .parameters:
        #"\bwith\s+(?:an?\s+|the\s+)?(?:optional\s+)?(?:parameter|argument|flag|option)\s+(?!for\b|to\b|of\b|that\b)([a-z_]\w*)|\b(?:parameters?|arguments?)\s+(?:is\s+|be\s+|that\s+is\s+|should\s+be\s+)?(?:called|named)\s+([a-z_]\w*)"#
      case .signature:
        #"\b(?:function|method|def|routine)\s+`?[a-z_]\w*\(([^()\n]{1,80})\)"#
      case .ignoring:
        #"\b(?:ignoring|excluding|except(?:\s+for)?|skipping|disregarding|leaving\s+out)\s+(?!the\s+case\b|case\b)((?:the\s+|all\s+|any\s+)?[a-z][^.,;!?\n]{2,40})"#
      case .only:
        #"\bonly\s+(?!in\b|once\b|if\b|when\b|one\b|the\s+(?:first|last)\b)([a-z][^.,;:!?\n]{2,40})|\b((?:[a-z]+\s+(?:and|or)\s+)?[a-z]+(?:\s+ones)?)\s+only\b(?=\s*(?:[.,;:!?)\n]|$|please\b|and\b|in\b|with\b))"#
      case .absence:
        #"(?:\b(?:but|and)\s+|,\s*)not\s+(?!necessarily\b|only\b|just\b|sure\b)([a-z][^.,;:!?\n]{1,40})|(?:,\s*|\b(?:with|and|but|has|have|contains?|containing|includes?|including)\s+)no\s+(?!matter\b|need\b|problem\b|tests?\b|type\b|doc\w*\b|comments?\b|imports?\b|examples?\b|idea\b|longer\b|more\b)([a-z][^.,;:!?\n]{1,40})"#
      case .mattering:
        #"\b(?<!\bno )((?:the\s+)?(?!it\b|that\b|this\b|which\b|what\b)[a-z]+(?:\s+[a-z]+)?\s+(?:do(?:es)?(?:n['’]?t|\s+not)\s+)?matters?)\b"#
      case .setting:
        #"\bwith\s+(?:an?\s+)?([a-z]+\s+of\s+\d+)\b"#
      case .separator:
        #"\b(?:uses?|using|with|(?:separated|delimited|split|joined)\s+(?:by|at|on|with))\s+(?:an?\s+)?(semicolons?|tabs?|pipes?|colons?)\b|\b((?:semicolon|tab|pipe|colon)[- ](?:separated|delimited))\b"#
      case .descending:
        #"\b((?:big|large|high|great)(?:ger|r|er|gest|st|est)?\s+to\s+(?:small|low|little)(?:er|est)?|most\s+to\s+least|descending|decreasing|(?:largest|biggest|highest|greatest|longest)\s+first)\b"#
      case .ends: #"\b((?:from|at|on|of)\s+(?:both|either)\s+(?:ends?|sides?))\b"#
      case .yields: #"\b(generators?)\b"#
      case .means:
        #"\b(?:using|via|use)\s+(?:only\s+)?(?:the\s+|python['’]s\s+|an?\s+)?([a-z_][a-z0-9_]*(?:\.[a-z_][a-z0-9_]*)*)"#
      case .raisingFor:
        #"\brais(?:e|es|ing)\s+(?:an?\s+)?\w*(?:error|exception)\s+((?:for|on|with)\s+[^.,;!?\n]{2,40})"#
      case .manyThings:
        #"\b((?:k|n|three|four|five|six|several|multiple|many)\s+(?:sorted\s+)?(?:lists|arrays|dictionaries|dicts|sets))\b"#
      case .givenAs: #"\b(?:given|passed|provided|stored)\s+as\s+(strings?|texts?)\b"#
      case .allOf:
        #"\ball\s+(?:of\s+)?(?:the\s+)?((?:longest|shortest|largest|smallest|biggest|highest|lowest)\s+[a-z]+s)\b"#
      case .functions:
        #"\b((?:two|three|four|five|six|[2-6])\s+(?:(?:different|various|separate|python)\s+)*(?:functions|ways|versions|implementations|algorithms))\b"#
      case .results:
        #"\b(?:generates?|creates?|makes?|prints?|produces?)\s+((?:\d+|two|three|four|five|ten)\s+[a-z]+s)\b"#
      case .identifier: #"(?<![\w.'’`-])([a-z][a-z0-9]*(?:_[a-z0-9]+)+)(?![\w.-])"#
      case .givenThing:
        #"\b(?:an?|the)\s+((?:given|certain|specific|particular)\s+(?:word|letter|character|substring|item|element|value))\s+(?:in|of|from)\b"#
      case .repeated:
        #"\b((?:every|each)\s+(?:night|hour|minute|second|week|month|morning|evening)|nightly|hourly|daily|weekly)\b"#
      case .superlative:
        #"\b(largest|biggest|greatest|highest|longest|maximum|smallest|lowest|shortest|minimum|fewest)\b"#
      case .unsorted: #"\b(unsorted|not\s+sorted)\b"#
      case .commented: #"\b(with\s+(?:inline\s+)?comments|commented|in\s+a\s+class)\b"#
      case .printing: #"\b(?:that|which|and)\s+(prints?\s+(?!out\s+the\s+first)[^.,;!?\n]{2,60})"#
      case .raising: #"\brais(?:e|es|ing)\s+(?:an?\s+)?((?-i:[A-Z]\w*)(?:Error|Exception))\b"#
      case .deed:
        #"(?:,|\band|\bthen)\s+((?:use|call|run|try|test|apply)\s+it\s+(?:on|with|for)\s+[^.;!?\n]{1,40}|(?:show|print|give|tell)\s+(?:me\s+)?(?:the\s+)?results?\s+(?:for|of|with)\s+[^.;!?\n]{1,40}|print\s+(?:out\s+)?(?:the\s+)?\S*\d[^.;!?\n]{0,30})"#
      }
    }
  }
}
