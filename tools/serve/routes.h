// routes.h - what the page's server answers.
//
// clang-format off
//   /                                 the page; so are /document/…, /review, /figures, /runs, /help
//   /page/NAME                        its files
//   /api/overview                     what the archive holds, what this server may do
//   /api/documents                    the list with its facets (catalogue.h);
//                                     ?type issuer province year indicator review sort offset limit
//   /api/search                       hits (hits.h); ?q, and what chooses documents
//   /api/document/SHA                 one document (document_view.h)
//   /api/document/SHA/page/N.picture  ?dpi; PNG or JPEG; header Trichluc-Page-Size: width and height in points
//   /api/document/SHA/page/N.words    where its words stand on the paper (tools/trichluc/page_words.h)
//   /api/document/SHA/source          the original, to be saved
//   /api/doubts                       what to look at next (doubts.h); ?kind below limit
//   /api/figures                      figures by year (figure_table.h); ?kind by words unit area targets
//                                     row limit each
//   /api/runs                         runs (overview.h)
//   /api/news                         review events behind ?since
//   /api/events                       all review events, as `trichluc review export` writes them
//   POST /api/review                  one review event (review.h), without time; ?seen. With the token only.
// clang-format on
// documents, search, document/SHA, doubts, figures and runs are CSV with ?format=csv.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "pipeline/serve/catalogue.h"
#include "pipeline/serve/figure_table.h"
#include "pipeline/serve/page_pictures.h"
#include "tools/serve/guard.h"
#include "tools/serve/http_server.h"

namespace trichluc {

/// What an indicator's code stands for, to people.
struct IndicatorName {
  std::string code, vi, en;
};

struct PageSettings {
  std::string archive;  // path
  std::string version;  // "trichluc 0.1.0"
  bool read_only = false;
  std::vector<IndicatorName> indicators = {};  // a code without a name is shown as it is
};

class PageRoutes {
 public:
  /// `guard` may be completed (its port) until the first request.
  PageRoutes(PageSettings settings, GuardSettings& guard, PagePictures& pictures)
      : settings_(std::move(settings)),
        catalogue_(std::make_unique<Catalogue>(settings_.archive)),
        figures_(std::make_unique<FigureTables>(settings_.archive)),
        guard_(guard),
        pictures_(pictures) {}

  /// Safe to call from many threads.
  HttpResponse answer(const HttpRequest& request) const;

  /// Pictures, and whatever reads the whole archive.
  static bool is_slow(const HttpRequest& request);

 private:
  HttpResponse route(const HttpRequest& request) const;
  HttpResponse api(const HttpRequest& request, const std::string& name) const;
  HttpResponse overview() const;
  HttpResponse document(const HttpRequest& request, const std::string& rest) const;
  HttpResponse review(const HttpRequest& request) const;

  PageSettings settings_;
  std::unique_ptr<Catalogue> catalogue_;
  std::unique_ptr<FigureTables> figures_;
  const GuardSettings& guard_;
  PagePictures& pictures_;
};

}  // namespace trichluc
