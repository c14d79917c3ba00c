// Takes the recogniser's n-grams out of Vosk's model, and composes its search graph with other ones.
//
//   graph ngrams  MODEL OUT        OUT.arcs, OUT.finals, OUT.words from MODEL/graph/Gr.fst
//   graph compose MODEL IN OUT     OUT from MODEL/graph/HCLr.fst and IN.arcs, IN.finals
//
// Vosk composes the same two halves while it listens, each recogniser anew; here it is done once, to the end.
// An arc is four 32-bit integers (from, word in, word out, to) and a 32-bit float (cost); a final cost is a float.
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

#include <fst/extensions/ngram/ngram-fst.h>
#include <fst/fstlib.h>
#include <fst/matcher-fst.h>

using namespace fst;

static FstRegisterer<NGramFst<StdArc>> ngram_type;
static FstRegisterer<StdOLabelLookAheadFst> lookahead_type;

struct Row {
  int from, in, out, to;
  float cost;
};

template <class T>
void Put(std::ofstream &file, const T &value) {
  file.write(reinterpret_cast<const char *>(&value), sizeof value);
}

void Ngrams(const std::string &model, const std::string &out) {
  std::unique_ptr<StdFst> g(StdFst::Read(model + "/graph/Gr.fst"));
  std::ofstream arcs(out + ".arcs", std::ios::binary), finals(out + ".finals", std::ios::binary), words(out + ".words");
  for (StateIterator<StdFst> s(*g); !s.Done(); s.Next()) {
    Put(finals, g->Final(s.Value()).Value());
    for (ArcIterator<StdFst> a(*g, s.Value()); !a.Done(); a.Next()) {
      const StdArc &arc = a.Value();
      Put(arcs, Row{s.Value(), arc.ilabel, arc.olabel, arc.nextstate, arc.weight.Value()});
    }
  }
  for (SymbolTableIterator w(*g->OutputSymbols()); !w.Done(); w.Next()) words << w.Symbol() << ' ' << w.Value() << '\n';
}

VectorFst<StdArc> ReadNgrams(const std::string &in) {
  VectorFst<StdArc> g;
  float cost;
  for (std::ifstream file(in + ".finals", std::ios::binary); file.read(reinterpret_cast<char *>(&cost), sizeof cost);) {
    const int state = g.AddState();
    if (std::isfinite(cost)) g.SetFinal(state, cost);
  }
  g.SetStart(1);
  Row row;
  for (std::ifstream file(in + ".arcs", std::ios::binary); file.read(reinterpret_cast<char *>(&row), sizeof row);)
    g.AddArc(row.from, StdArc(row.in, row.out, row.cost, row.to));
  ArcSort(&g, ILabelCompare<StdArc>());
  return g;
}

// A sixteenth of a nat is finer than the recogniser can tell, and packs in half the space.
StdArc::Weight Rounded(StdArc::Weight w) { return std::round(w.Value() * 16) / 16; }

void Compose(const std::string &model, const std::string &in, const std::string &out) {
  std::unique_ptr<StdFst> hcl(StdFst::Read(model + "/graph/HCLr.fst"));
  std::unordered_set<int> auxiliary;
  std::ifstream listed(model + "/graph/disambig_tid.int");
  for (int label; listed >> label;) auxiliary.insert(label);
  const VectorFst<StdArc> g = ReadNgrams(in);
  ComposeFst<StdArc> lazy(*hcl, g, CacheOptions(true, 1 << 28));
  VectorFst<StdArc> graph;
  std::vector<int> reached, number;
  const auto known = [&](size_t state) {
    if (state >= number.size()) number.resize(2 * state + 1000, -1);
    if (number[state] < 0) number[state] = graph.AddState(), reached.push_back(state);
    return number[state];
  };
  graph.SetStart(known(lazy.Start()));
  for (size_t i = 0; i < reached.size(); i++) {
    const auto final = lazy.Final(reached[i]);
    if (final != StdArc::Weight::Zero()) graph.SetFinal(i, Rounded(final));
    for (ArcIterator<Fst<StdArc>> a(lazy, reached[i]); !a.Done(); a.Next()) {
      const StdArc &arc = a.Value();
      graph.AddArc(i, StdArc(auxiliary.count(arc.ilabel) ? 0 : arc.ilabel, arc.olabel, Rounded(arc.weight), known(arc.nextstate)));
    }
  }
  Connect(&graph);
  ConstFst<StdArc>(graph).Write(out);
  std::cout << graph.NumStates() << " states\n";
}

int main(int count, char **argument) {
  const std::vector<std::string> a(argument + 1, argument + count);
  if (a.size() == 3 && a[0] == "ngrams") return Ngrams(a[1], a[2]), 0;
  if (a.size() == 4 && a[0] == "compose") return Compose(a[1], a[2], a[3]), 0;
  std::cerr << "graph ngrams MODEL OUT | graph compose MODEL IN OUT\n";
  return 2;
}
