package io.tenantry.tenancy.hibernate;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

@Entity
class Chapter {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @ManyToOne(fetch = FetchType.LAZY)
  private Book book;

  private String title;

  protected Chapter() {}

  Chapter(Book book, String title) {
    this.book = book;
    this.title = title;
  }

  String title() {
    return title;
  }

  Book book() {
    return book;
  }
}
