package io.tenantry.tenancy.hibernate;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;

@Entity
class Book {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  private String title;

  @OneToMany(mappedBy = "book", cascade = CascadeType.ALL)
  private List<Chapter> chapters = new ArrayList<>();

  protected Book() {}

  Book(String title, String... chapters) {
    this.title = title;
    for (String chapter : chapters) {
      this.chapters.add(new Chapter(this, chapter));
    }
  }

  Long id() {
    return id;
  }

  String title() {
    return title;
  }

  void rename(String newTitle) {
    title = newTitle;
  }

  List<String> chapterTitles() {
    return chapters.stream().map(Chapter::title).toList();
  }
}
